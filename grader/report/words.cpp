#include "report/words.hpp"

#include <algorithm>

namespace ipclab::report {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// Bytes of the longest front with at most `width` columns.
std::size_t front(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at)
    if (!continues(text[at]) && count++ == width) break;
  return at;
}

// Where a line may end when it has no blank for it: not inside an escape (\\n, \\x1b).
std::size_t before_escape(std::string_view line, std::size_t at) {
  const auto backslash = line.rfind('\\', at - 1);
  if (backslash == std::string_view::npos || backslash == 0) return at;
  const std::size_t length = line.substr(backslash).starts_with("\\x") ? 4 : 2;
  return backslash + length > at ? backslash : at;
}

std::size_t sequence_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xc2 && first < 0xe0 ? 2
                             : first >= 0xe0 && first < 0xf0 ? 3
                             : first >= 0xf0 && first < 0xf5 ? 4
                                                             : 0;
  if (length == 0 || text.size() < length) return 0;
  if (length > 2) {  // longer than need be, a half of a pair, or beyond the last character: RFC 3629
    const auto second = static_cast<unsigned char>(text[1]);
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
  }
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), continues) ? length : 0;
}

}  // namespace

std::string painted(const Style& style, Paint paint, std::string_view text) {
  constexpr std::pair<Paint, std::string_view> kCodes[] = {
      {Paint::strong, "1"}, {Paint::dim, "2"}, {Paint::good, "32"}, {Paint::bad, "31"}, {Paint::unsure, "33"}};
  if (style.colour)
    for (const auto& [which, code] : kCodes)
      if (which == paint) return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  return std::string(text);
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t have = columns(text);
  return have < width ? text.append(width - have, ' ') : text;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  width = std::max<std::size_t>(width, 1);
  do {
    const auto newline = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, newline);
    while (columns(line) > width) {
      const std::size_t fits = front(line, width);
      const auto blank = line.rfind(' ', fits);
      // A word that is longer than a line is broken, from where it begins.
      const bool at_blank = blank != std::string_view::npos && blank > 0 &&
                            (blank > fits / 2 || columns(line.substr(blank + 1, line.find(' ', fits) - blank - 1)) <= width);
      const std::size_t end = at_blank ? blank : before_escape(line, fits);
      lines.emplace_back(line.substr(0, end));
      line.remove_prefix(at_blank ? end + 1 : end);
    }
    lines.emplace_back(line);
    text.remove_prefix(std::min(newline + 1, text.size()));
  } while (!text.empty());
  return lines;
}

std::string block(std::string_view text, std::size_t indent, std::size_t width, std::size_t deeper) {
  std::string result;
  std::size_t now = indent;
  for (const std::string& line : wrapped(text, width > indent + deeper ? width - indent - deeper : 1)) {
    result += std::string(now, ' ') + line + "\n";
    now = indent + deeper;
  }
  return result;
}

std::string painted_block(const Style& style, Paint paint, std::string_view text, std::size_t deeper) {
  std::string result;
  for (const std::string& line : wrapped(text, style.width > deeper ? style.width - deeper : 1)) {
    if (!result.empty()) result += std::string(deeper, ' ');
    result += painted(style, paint, line) + "\n";
  }
  return result;
}

std::string clean(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    const auto byte = static_cast<unsigned char>(text.front());
    const bool c1_control = length == 2 && byte == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0;
    if (length == 0 || byte < 0x20 || byte == 0x7f || c1_control) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      result += byte == '\t'   ? std::string("\\t")
                : byte == '\n' ? std::string("\\n")
                               : std::string("\\x") + kDigits[byte >> 4U] + kDigits[byte & 15U];
      text.remove_prefix(1);
      if (c1_control) {
        const auto second = static_cast<unsigned char>(text.front());
        result += std::string("\\x") + kDigits[second >> 4U] + kDigits[second & 15U];
        text.remove_prefix(1);
      }
      continue;
    }
    result += text.substr(0, length);
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace ipclab::report
