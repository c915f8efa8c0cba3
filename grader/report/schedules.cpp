#include "report/schedules.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ipclab::report {
namespace {

// For a shell, when it needs to be.
std::string quoted(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/._-+:#=").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string result = "'";
  for (const char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

struct Sums {
  std::size_t kept = 0, schedules = 0, undelayed = 0, held_points = 0;
  std::size_t holdable = 0, left_out = 0, no_choice = 0;  // points; of checks in which somebody was to be held
  bool pairs = false, sampled = false;
  std::uint64_t seed = 0;

  void add(const check::Explored& one) {
    ++kept;
    schedules += one.schedules;
    undelayed += one.undelayed;
    held_points += one.held_points;
    sampled = sampled || one.sampled;
    seed = one.seed;
    pairs = pairs || one.level == "pairs";
    if (one.level == "orders") return;
    holdable += one.points - one.left_out - one.no_choice;
    left_out += one.left_out;
    no_choice += one.no_choice;
  }
};

std::string in_which_orders(const Sums& sums) {
  std::string text = sums.kept == 1 ? "in two orders" : "in two orders for each promise";
  if (const std::size_t twice = 2 * sums.kept; sums.undelayed > twice)
    text += fmt::format(", {} of them with conditions that wake up for nothing", sums.undelayed - twice);
  return text;
}

// At how many points somebody was held; in a sample not at each of them.
std::string where_held(const Sums& sums) {
  std::string text = sums.pairs ? "one or two held up" : "one thread, or the grader, held up once";
  text += sums.held_points == sums.holdable ? fmt::format(" at each of {} point{}", sums.holdable, sums.holdable == 1 ? "" : "s")
                                            : fmt::format(" at {} of {} points", sums.held_points, sums.holdable);
  text += ", in one order or in both";
  std::vector<std::string> others;
  if (sums.no_choice > 0) others.push_back(fmt::format("{} where nobody else could go on", sums.no_choice));
  if (sums.left_out > 0) others.push_back(fmt::format("{} that {} the same again in a loop", sums.left_out, sums.left_out == 1 ? "is" : "are"));
  if (!others.empty()) text += fmt::format(" (left out: {})", fmt::join(others, ", and "));
  return text;
}

}  // namespace

std::string kept_under_schedules(const course::GradedStep& step) {
  Sums sums;
  for (const course::GradedCheck& check : step.checks) {
    if (check.result.verdict != check::Verdict::passed || !check.result.explored) continue;
    if (check.result.explored->token.empty()) sums.add(*check.result.explored);  // else that one schedule was all that was asked for
  }
  if (sums.kept == 0) return "";
  std::string text = fmt::format("{} kept in each of {} schedules: ", sums.kept == 1 ? "1 promise" : fmt::format("{} promises", sums.kept), sums.schedules);
  if (sums.undelayed == sums.schedules) text += in_which_orders(sums) + ", with nobody held up";
  else text += fmt::format("{} with nobody held up, {}; {} with {}", sums.undelayed, in_which_orders(sums), sums.schedules - sums.undelayed, where_held(sums));
  if (sums.sampled) text += fmt::format(", drawn with --seed {}", sums.seed);
  return text + ". What these words mean: ./ipclab help schedules";
}

std::string replay_command(const course::Grade& grade, const std::string& token) {
  std::string command = "./ipclab replay " + token;
  if (grade.own_tree) return command;
  return command + (grade.tree == "solutions" ? " --solutions" : " --dir " + quoted(clean(grade.tree)));
}

}  // namespace ipclab::report
