#include "report/waiting.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <vector>

namespace ipclab::report {

std::string place_of(const check::Place& place) { return place.line > 0 ? place.file + ":" + std::to_string(place.line) : place.file; }

std::string waiting_table(const check::Finding& finding, std::size_t indent, std::size_t width) {
  std::size_t who = 0, call = 0, object = 0;
  for (const check::Waiting& line : finding.waiting) {
    who = std::max(who, columns(line.who));
    call = std::max(call, columns(line.call));
    object = std::max(object, columns(line.object));
  }
  std::string text;
  std::vector<std::string> reasons;
  for (const check::Waiting& line : finding.waiting) {
    std::string row = padded(line.who, who) + "  " + padded(line.call, call) + "  " + padded(line.object, object) + "  " +
                      (line.at ? place_of(*line.at) : "") + (line.from ? ", from " + place_of(*line.from) : "");
    row.erase(row.find_last_not_of(' ') + 1);
    text += block(clean(row), indent + 2, width, 2);
    if (!line.because.empty() && std::find(reasons.begin(), reasons.end(), line.because) == reasons.end()) reasons.push_back(line.because);
  }
  for (const std::string& reason : reasons) text += block(clean(reason), indent, width);
  return text;
}

}  // namespace ipclab::report
