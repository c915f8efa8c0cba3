#include "report/schedules.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <fmt/format.h>

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

// At how many points somebody was held; in a sample not at each of them.
std::string where_held(const check::Explored& sums) {
  const std::string who = sums.level == "pairs" ? "one thread, or two, held up" : "one thread held up once";
  const std::string held = fmt::format("{} point{}", sums.points - sums.left_out, sums.points - sums.left_out == 1 ? "" : "s");
  return who + (sums.sampled ? " at some of " : " at each of ") + held;
}

}  // namespace

std::string kept_under_schedules(const course::GradedStep& step) {
  int kept = 0;
  check::Explored sums;
  for (const course::GradedCheck& check : step.checks) {
    if (check.result.verdict != check::Verdict::passed || !check.result.explored) continue;
    const check::Explored& one = *check.result.explored;
    if (!one.token.empty()) continue;  // that one schedule was all that was asked for
    ++kept;
    sums.schedules += one.schedules;
    sums.points += one.points;
    sums.left_out += one.left_out;
    sums.sampled = sums.sampled || one.sampled;
    sums.seed = one.seed;
    sums.level = one.level;
  }
  if (kept == 0) return "";
  std::string text = fmt::format("{} kept in each of {} schedules: in two orders, with nobody held up and with {}",
                                 kept == 1 ? "1 promise" : fmt::format("{} promises", kept), sums.schedules, where_held(sums));
  if (sums.left_out > 0) text += fmt::format(" ({} more, the same again in a loop)", sums.left_out);
  if (sums.sampled) text += fmt::format(", drawn with --seed {}", sums.seed);
  return text + ". What these words mean: ./ipclab help schedules";
}

std::string replay_command(const course::Grade& grade, const std::string& token) {
  std::string command = "./ipclab replay " + token;
  if (grade.own_tree) return command;
  return command + (grade.tree == "solutions" ? " --solutions" : " --dir " + quoted(clean(grade.tree)));
}

}  // namespace ipclab::report
