#include "report/waiting.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <vector>

namespace ipclab::report {

std::string place_of(const check::Place& place) { return place.line > 0 ? place.file + ":" + std::to_string(place.line) : place.file; }

namespace {

// "copy.hpp:21, from relay.cpp:24"
std::string where(const check::Waiting& line) {
  return (line.at ? place_of(*line.at) : "") + (line.from ? ", from " + place_of(*line.from) : "");
}

}  // namespace

std::string waiting_table(const check::Finding& finding, std::size_t indent, std::size_t width) {
  std::size_t who = 0, call = 0, object = 0;
  for (const check::Waiting& line : finding.waiting) {
    who = std::max(who, columns(line.who));
    call = std::max(call, columns(line.call));
    object = std::max(object, columns(line.object));
  }
  // Where one row is too long for a line, each has two: who does what; and below it at what, and where.
  const bool beside = std::all_of(finding.waiting.begin(), finding.waiting.end(), [&](const check::Waiting& line) {
    return indent + 2 + who + 2 + call + 2 + object + 2 + columns(where(line)) <= width;
  });
  std::string text;
  std::vector<std::string> reasons;
  for (const check::Waiting& line : finding.waiting) {
    std::string row = padded(line.who, who) + "  " + padded(line.call, call);
    if (beside) row += "  " + padded(line.object, object) + "  " + where(line);
    row.erase(row.find_last_not_of(' ') + 1);
    text += block(clean(row), indent + 2, width, 2);
    const std::string below = line.object + (line.object.empty() || where(line).empty() ? "" : ", ") + where(line);
    if (!beside && !below.empty()) text += block(clean(below), indent + 6, width, 2);
    if (!line.because.empty() && std::find(reasons.begin(), reasons.end(), line.because) == reasons.end()) reasons.push_back(line.because);
  }
  for (const std::string& reason : reasons) text += block(clean(reason), indent, width);
  return text;
}

}  // namespace ipclab::report
