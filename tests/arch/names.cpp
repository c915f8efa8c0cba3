// Names of tests travel through CMake lists and Catch's patterns: a few characters would be lost on the way, and with
// them the test.
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <map>
#include <regex>
#include <string>
#include <vector>

using namespace ipclab::tests;

TEST_CASE("names of tests reach CTest whole and are unique in their binary") {
  static const std::regex form(R"re(\bTEST_CASE(?:_METHOD)?\((?:\w+, )?"((?:[^"\\]|\\.)*)")re");
  std::vector<std::string> wrong;
  std::map<std::string, std::string> seen;
  for (const auto& file : files_below("tests", {".cpp"}))
    for (const std::string& line : lines_of(text_of(file))) {
      std::smatch match;
      if (line.find("TEST_CASE(") == std::string::npos || !std::regex_search(line, match, form)) continue;
      const std::string name = match[1];
      if (name.find_first_of("[];\"\\*~") != std::string::npos) wrong.push_back(file.string() + ": " + name);
      const std::string key = file.parent_path().string() + ": " + name;
      if (!seen.emplace(key, file.string()).second) wrong.push_back(file.string() + ": twice: " + name);
    }
  CHECK(wrong == std::vector<std::string>{});
}
