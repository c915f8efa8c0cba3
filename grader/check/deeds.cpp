#include "check/deeds.hpp"

#include "check/engine.hpp"
#include "check/words.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::check {
namespace {

constexpr std::size_t kMost = 4;

// How a program was run is told once, in a note that begins with its name or with what was typed.
bool told(const Running& program, const std::vector<std::string>& notes) {
  return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
    return note.starts_with(program.name + " was run as ") || note.starts_with(program.name + " (the ") ||
           note.starts_with("`" + printable(program.command, 120) + "`");
  });
}

std::string in_words(const Running& program) {
  std::string words = fmt::format("{} was run as `{}`", program.name, printable(program.command, 80));
  if (program.status) words += " and " + how_it_ended(program);
  return words;
}

}  // namespace

std::string how_it_ended(const Running& program) {
  if (program.killed) return fmt::format("was ended by {}", posix::signal_name(*program.status));
  return fmt::format("ended with exit {}", *program.status);
}

std::optional<std::string> Deeds::sentence(const std::deque<Running>& programs, const std::vector<std::string>& notes) const {
  std::vector<std::pair<std::string, unsigned>> words;  // and how often, one after the other
  for (const Deed& deed : deeds_) {
    if (deed.program && told(programs.at(*deed.program), notes)) continue;
    const std::string what = deed.program ? in_words(programs.at(*deed.program)) : "the grader " + deed.what;
    if (!words.empty() && words.back().first == what) ++words.back().second;
    else words.emplace_back(what, 1);
  }
  if (words.empty()) return std::nullopt;
  const std::size_t from = words.size() - std::min(words.size(), kMost);
  std::string text = from == 0 ? "Before that: " : fmt::format("Before that, after {} more step{}: ", from, from == 1 ? "" : "s");
  for (std::size_t i = from; i < words.size(); ++i)
    text += (i == from ? "" : "; ") + words[i].first + (words[i].second > 1 ? fmt::format(" ({} times)", words[i].second) : "");
  return text + ".";
}

}  // namespace ipclab::check
