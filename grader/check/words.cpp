#include "check/words.hpp"

#include "world/leftovers.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace ipclab::check {
namespace {

// Length of the well-formed UTF-8 sequence at the front (RFC 3629), 0 when there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F)) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

constexpr std::size_t kLongRun = 24;  // bytes of one kind in a row; from here on they are counted

std::string escape(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const unsigned char c = static_cast<unsigned char>(bytes.front());
    const std::size_t run = std::min(bytes.find_first_not_of(bytes.front()), bytes.size());
    if (run >= kLongRun) {  // "[\\n × 190]"
      text += fmt::format("[{} × {}]", escape(bytes.substr(0, 1)), run);
      bytes.remove_prefix(run);
      continue;
    }
    std::size_t length = 1;
    if (c == '\n') text += "\\n";
    else if (c == '\t') text += "\\t";
    else if (c == '\r') text += "\\r";
    else if (c == '\\') text += "\\\\";
    else if (c == 0) text += "\\0";
    else if (c >= 0x20 && c < 0x7f) text += static_cast<char>(c);
    else if (c == 0xC2 && bytes.size() > 1 && static_cast<unsigned char>(bytes[1]) < 0xA0) text += fmt::format("\\x{:02x}", c);  // C1 control
    else if (length = utf8_length(bytes); length > 1) text += bytes.substr(0, length);
    else {
      length = 1;
      text += fmt::format("\\x{:02x}", c);
    }
    bytes.remove_prefix(length);
  }
  return text;
}

}  // namespace

std::string printable(std::string_view bytes, std::size_t limit) {
  if (bytes.size() <= limit) return escape(bytes);
  const std::size_t head = limit * 3 / 4, tail = limit - head;
  return escape(bytes.substr(0, head)) + fmt::format(" … {} more … ", counted(bytes.size() - limit, "byte")) +
         escape(bytes.substr(bytes.size() - tail));
}

std::string counted(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

std::string as_key(int key) { return world::key_words(key); }

std::string listed(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? std::string(last) : ", ") + words[i];
  return text;
}

std::string as_typed(std::string_view argument) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!argument.empty() && argument.find_first_not_of(plain) == std::string_view::npos) return std::string(argument);
  std::string text = "'";
  for (const char c : argument) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace ipclab::check
