#include "walk/observation.hpp"

#include "posix/error.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <set>

namespace ipclab::walk {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// "full's child 2" -> "child 2", "thread 1 of full" -> "thread", "full" -> "program"
std::string role_of(const std::string& who) {
  if (who.starts_with("thread ")) return "thread";
  const auto owner = who.find("'s ");
  return owner == std::string::npos ? "program" : who.substr(owner + 3);
}

std::optional<double> value_of(const Range& range, const std::vector<Number>& numbers) {
  const auto find = [&](const std::string& label) -> const Number* {
    const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const Number& one) { return one.label == label; });
    return found == numbers.end() ? nullptr : &*found;
  };
  const Number* of = find(range.of);
  if (of == nullptr) return std::nullopt;
  if (range.over.empty()) return of->value;
  const Number* over = find(range.over);
  if (over == nullptr || over->value == 0) return std::nullopt;
  return of->value / over->value;
}

bool holds(const Range& range, const std::vector<Number>& numbers, double slack) {
  const auto value = value_of(range, numbers);
  return value && (!range.from || *value >= *range.from * (1 - slack)) && (!range.below || *value < *range.below * (1 + slack));
}

bool is_largest(const std::string& label, const std::vector<Number>& numbers, double slack) {
  const auto most = std::max_element(numbers.begin(), numbers.end(), [](const Number& a, const Number& b) { return a.value < b.value; });
  return std::any_of(numbers.begin(), numbers.end(), [&](const Number& one) {
    return one.label == label && (&one == &*most || (slack > 0 && one.value >= most->value * (1 - slack)));
  });
}

bool ends_so(const When& when, const Observation& seen) {
  using End = Observation::End;
  if (!when.sleeps.empty()) {
    auto wanted = when.sleeps;
    std::sort(wanted.begin(), wanted.end());
    return seen.end == End::asleep && sleepers(seen) == wanted;
  }
  if (!when.endless.empty()) return seen.end == End::endless && seen.what == when.endless;
  if (!when.killed.empty()) return seen.end == End::killed && posix::signal_name(seen.status) == when.killed;
  return seen.end == End::exited && seen.status == when.exits.value_or(0);
}

}  // namespace

std::vector<std::string> sleepers(const Observation& seen) {
  std::vector<std::string> all;
  for (const check::Waiting& line : seen.waiting) all.push_back(role_of(line.who) + ": " + line.call.substr(0, line.call.find('(')));
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<Number> numbers_in(const std::string& out) {
  std::vector<Number> numbers;
  for (const std::string& line : lines_of(out)) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos || colon == 0) continue;
    const char* begin = line.c_str() + colon + 2;
    char* end = nullptr;
    const double value = std::strtod(begin, &end);
    if (end == begin || (*end != '\0' && *end != ' ')) continue;
    while (*end == ' ') ++end;
    numbers.push_back({line.substr(0, colon), value, end});
  }
  return numbers;
}

bool matches(const When& when, const Observation& seen, double slack) {
  if (!ends_so(when, seen)) return false;
  const auto lines = lines_of(seen.out);
  const auto printed = [&](const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); };
  if (!std::all_of(when.prints.begin(), when.prints.end(), printed)) return false;
  if (std::any_of(when.lacks.begin(), when.lacks.end(), printed)) return false;
  if (when.output && *when.output != seen.out) return false;
  const auto numbers = numbers_in(seen.out);
  if (!when.largest.empty() && !is_largest(when.largest, numbers, slack)) return false;
  return std::all_of(when.numbers.begin(), when.numbers.end(), [&](const Range& range) { return holds(range, numbers, slack); });
}

std::vector<std::string> ratios(const Station& station, const Observation& seen) {
  const auto numbers = numbers_in(seen.out);
  std::vector<std::string> all;
  for (const Choice& choice : station.choices)
    for (const Range& range : choice.when.numbers) {
      const auto value = value_of(range, numbers);
      if (range.over.empty() || !value) continue;
      const std::string line = fmt::format("{} / {} = {:.2f}", range.of, range.over, *value);
      if (std::find(all.begin(), all.end(), line) == all.end()) all.push_back(line);
    }
  return all;
}

Recognised recognise(const Station& station, const std::vector<Observation>& runs) {
  Recognised recognised;
  std::set<std::string> shown;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::vector<std::string> fits;
    for (const Choice& choice : station.choices)
      if (matches(choice.when, runs[i])) fits.push_back(choice.id);
    if (fits.size() == 1) shown.insert(fits.front());
    else recognised.strange.push_back(i);
  }
  for (const Choice& choice : station.choices)
    if (shown.contains(choice.id)) recognised.shown.push_back(choice.id);
  if (station.run == Run::measured && runs.size() == 1 && recognised.strange.empty())
    for (const Choice& choice : station.choices)
      if (!shown.contains(choice.id) && matches(choice.when, runs.front(), kNear)) recognised.near.push_back(choice.id);
  return recognised;
}

bool is_right(const Recognised& seen, const std::vector<std::string>& predicted) {
  if (predicted == seen.shown) return true;
  return predicted.size() == 1 && std::find(seen.near.begin(), seen.near.end(), predicted.front()) != seen.near.end();
}

bool is_explained(const Station& station, const Recognised& seen) {
  if (!seen.strange.empty() || seen.shown.empty()) return false;
  const std::set<std::string> shown(seen.shown.begin(), seen.shown.end()), explained(station.explains.begin(), station.explains.end());
  if (station.run == Run::measured) return std::includes(explained.begin(), explained.end(), shown.begin(), shown.end());
  return shown == explained;
}

}  // namespace ipclab::walk
