#include "support/source_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

namespace fs = std::filesystem;

namespace ipclab::tests {

fs::path project_root() {
  const char* root = std::getenv("IPCLAB_ROOT");
  return root != nullptr ? fs::path(root) : fs::path(IPCLAB_SOURCE_DIR);
}

std::vector<fs::path> files_below(const fs::path& folder, const std::vector<std::string>& endings) {
  const fs::path root = project_root();
  std::vector<fs::path> found;
  if (!fs::is_directory(root / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension().string();
    if (entry.is_regular_file() && std::find(endings.begin(), endings.end(), ending) != endings.end())
      found.push_back(fs::relative(entry.path(), root));
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(project_root() / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex form(R"re(^\s*#\s*include\s*(["<])([^">]+)[">].*)re");
  std::vector<Include> found;
  int number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    std::smatch match;
    if (line.find("include") != std::string::npos && std::regex_match(line, match, form))
      found.push_back({number, match[1] == "\"", match[2]});
  }
  return found;
}

namespace {

// Length of the comment or literal that starts at the front of `rest`; 0 when none does. `before`: the character
// in front of it, for 1'000 is a number and not a character.
std::size_t length_of_prose(std::string_view rest, char before) {
  const auto until = [&](std::string_view end, std::size_t from) {
    const auto at = rest.find(end, from);
    return at == std::string_view::npos ? rest.size() : at + end.size();
  };
  if (rest.substr(0, 2) == "//") return std::min(rest.find('\n'), rest.size());
  if (rest.substr(0, 2) == "/*") return until("*/", 2);
  if (rest.substr(0, 2) == "R\"") {
    const auto open = rest.find('(');
    if (open == std::string_view::npos) return 0;
    return until(")" + std::string(rest.substr(2, open - 2)) + "\"", open);
  }
  const bool literal = rest[0] == '"' || (rest[0] == '\'' && !std::isalnum(static_cast<unsigned char>(before)));
  if (!literal) return 0;
  std::size_t at = 1;
  while (at < rest.size() && rest[at] != rest[0] && rest[at] != '\n') at += rest[at] == '\\' ? 2 : 1;
  return std::min(at + 1, rest.size());
}

}  // namespace

std::string code_only(std::string_view text) {
  std::string code(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = length_of_prose(text.substr(at), at == 0 ? ' ' : text[at - 1]);
    for (std::size_t i = at; i < at + length; ++i)
      if (code[i] != '\n') code[i] = ' ';
    at += std::max<std::size_t>(length, 1);
  }
  return code;
}

}  // namespace ipclab::tests
