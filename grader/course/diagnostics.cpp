#include "course/diagnostics.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace ipclab::course {
namespace {

// Takes a decimal number and the colon behind it from the front.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (trouble != std::errc() || length >= text.size() || *end != ':') return std::nullopt;
  text.remove_prefix(length + 1);
  return number;
}

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

std::string plain_name(std::string_view file) {
  while (take(file, "./")) {}
  return std::string(file);
}

// "file:line:column: error: message" (GNU coding standards, "Formatting Error Messages"); column and line may lack.
std::optional<Diagnostic> of_compiler(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line.front() == ' ') return std::nullopt;
  Diagnostic found;
  found.file = plain_name(line.substr(0, colon));
  line.remove_prefix(colon + 1);
  if (const auto number = take_number(line)) found.line = *number;
  if (const auto number = take_number(line)) found.column = *number;
  if (take(line, " warning: ")) found.kind = Diagnostic::Kind::warning;
  else if (!take(line, " error: ") && !take(line, " fatal error: ")) return std::nullopt;
  if (found.line == 0 && (found.file.starts_with("cc1plus") || found.file.starts_with("g++") || found.file.starts_with("collect2")))
    found.file.clear();
  if (found.message = line; found.message.starts_with("ld returned")) return std::nullopt;  // ld has said it
  return found;
}

// "/usr/bin/ld: sender.cpp:12: undefined reference to `f'", or the same without its first part.
std::optional<Diagnostic> of_linker(std::string_view line) {
  constexpr std::string_view kPhrases[] = {"undefined reference to", "multiple definition of", "cannot find -l"};
  for (const std::string_view phrase : kPhrases) {
    const auto at = line.find(phrase);
    if (at == std::string_view::npos) continue;
    Diagnostic found;
    found.message = line.substr(at);
    std::string_view before = line.substr(0, at);
    if (const auto ld = before.find("ld: "); ld != std::string_view::npos) before.remove_prefix(ld + 4);
    if (const auto colon = before.find(':'); colon != std::string_view::npos) {
      const std::string_view file = before.substr(0, colon);
      before.remove_prefix(colon + 1);
      if (const auto number = take_number(before)) found.line = *number;
      if (file.find(".cpp") != std::string_view::npos || file.find(".hpp") != std::string_view::npos) found.file = plain_name(file);
    }
    return found;
  }
  return std::nullopt;
}

// A type of templates may be named in a megabyte; its beginning says what it is.
void shorten(std::string& message) {
  constexpr std::size_t kLongest = 400;
  if (message.size() <= kLongest) return;
  std::size_t cut = kLongest;
  while (cut > 0 && (static_cast<unsigned char>(message[cut]) & 0xc0U) == 0x80U) --cut;  // not inside a character
  message.resize(cut);
  message += " …";
}

bool same(const Diagnostic& a, const Diagnostic& b) { return a.file == b.file && a.line == b.line && a.message == b.message; }

// "    3 | int main() { return y; }", below a message about line 3.
void take_source(std::string_view line, Diagnostic& about) {
  const auto number = line.find_first_not_of(' '), bar = line.find(" | ");
  if (about.line == 0 || !about.source.empty() || number == 0 || bar == std::string_view::npos || number >= bar) return;
  if (line.substr(number, bar - number) == std::to_string(about.line)) shorten(about.source = line.substr(bar + 3));
}

}  // namespace

std::vector<Diagnostic> diagnostics_in(std::string_view log) {
  std::vector<Diagnostic> found;
  while (!log.empty()) {
    const auto end = std::min(log.find('\n'), log.size());
    const std::string_view line = log.substr(0, end);
    auto one = of_compiler(line);
    if (!one) one = of_linker(line);
    if (one) shorten(one->message);
    if (one && std::none_of(found.begin(), found.end(), [&](const Diagnostic& other) { return same(other, *one); }))
      found.push_back(std::move(*one));
    else if (!one && !found.empty()) take_source(line, found.back());
    log.remove_prefix(std::min(end + 1, log.size()));
  }
  return found;
}

}  // namespace ipclab::course
