#include "check/mixture.hpp"

#include <algorithm>

namespace ipclab::check {
namespace {

// The first line with its newline, if it has one; taken off the front.
std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
  text.remove_prefix(line.size());
  return line;
}

bool continues(std::string_view line, std::string_view text) { return !text.empty() && take_line(text) == line; }

}  // namespace

std::optional<NoMixture> why_no_mixture(std::string_view text, std::string_view begin, const std::vector<std::string>& whole,
                                        const std::vector<std::string>& part) {
  NoMixture wrong;
  if (text.starts_with(begin)) text.remove_prefix(begin.size());
  else wrong.missing.emplace_back(begin);
  std::vector<std::string_view> owed(whole.begin(), whole.end());
  owed.insert(owed.end(), part.begin(), part.end());
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const auto whose = std::find_if(owed.begin(), owed.end(), [&](std::string_view rest) { return continues(line, rest); });
    if (whose == owed.end()) wrong.foreign.emplace_back(line);
    else take_line(*whose);
  }
  for (std::size_t i = 0; i < whole.size(); ++i)
    while (!owed[i].empty()) wrong.missing.emplace_back(take_line(owed[i]));
  if (wrong.foreign.empty() && wrong.missing.empty()) return std::nullopt;
  return wrong;
}

}  // namespace ipclab::check
