#include "report/side_by_side.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace ipclab::report {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto newline = std::min(text.find('\n'), text.size());
    std::string line;
    for (const char c : text.substr(0, newline)) line += c == '\t' ? std::string(8 - line.size() % 8, ' ') : std::string(1, c);
    lines.push_back(clean(line));
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return lines;
}

void take_off(Lines& lines, std::size_t blanks) {
  for (std::string& line : lines) line.erase(0, std::min(blanks, line.size()));
}

std::size_t shared_blanks(const Lines& lines, std::size_t most) {
  for (const std::string& line : lines)
    if (const auto first = line.find_first_not_of(' '); first != std::string::npos) most = std::min(most, first);
  return most;
}

std::size_t longest(const Lines& lines) {
  std::size_t most = 0;
  for (const std::string& line : lines) most = std::max(most, columns(line));
  return most;
}

}  // namespace

std::string side_by_side(const std::string& broken, const std::string& repaired, std::size_t indent, const Style& style) {
  Lines left = lines_of(broken), right = lines_of(repaired);
  if (left.empty()) left.emplace_back("(nothing)");
  if (right.empty()) right.emplace_back("(nothing)");
  const std::size_t blanks = shared_blanks(broken.empty() ? right : left, shared_blanks(repaired.empty() ? left : right, 80));
  if (!broken.empty()) take_off(left, blanks);
  if (!repaired.empty()) take_off(right, blanks);
  const std::string margin(indent, ' ');
  const std::size_t width = std::max<std::size_t>(longest(left), 20);
  std::string text;
  if (indent + width + 3 + longest(right) > style.width) {
    for (const auto& [name, lines, paint] : {std::tuple{"broken:", &left, Paint::bad}, {"repaired:", &right, Paint::good}}) {
      text += margin + painted(style, paint, name) + "\n";
      for (const std::string& line : *lines) text += line.empty() ? "\n" : margin + "  " + line + "\n";  // code: to be copied as it stands
    }
    return text;
  }
  text += margin + painted(style, Paint::bad, padded("broken", width)) + " │ " + painted(style, Paint::good, "repaired") + "\n";
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    std::string line = margin + padded(i < left.size() ? left[i] : "", width) + " │ " + (i < right.size() ? right[i] : "");
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace ipclab::report
