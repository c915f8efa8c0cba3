// Nothing of ours waits for a length of time: a sleep is too short on a busy machine and too long on an idle one.
// Programs that are run by tests (folders below tests/<kind>/) may sleep, and so may a child that a test looks at:
// such a line says so with a comment  // sleeps: why
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <filesystem>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace ipclab::tests;

namespace {

bool is_program_under_test(const fs::path& file) {
  return *file.begin() == "tests" && std::distance(file.begin(), file.end()) > 3;
}

std::vector<std::string> sleeps_in(const fs::path& file) {
  static const std::regex sleep_call(R"(\b(sleep|usleep|nanosleep|clock_nanosleep|sleep_for|sleep_until)\s*\()");
  static const std::regex idle_poll(R"(\bp?poll\s*\(\s*(nullptr|NULL|0)\s*,\s*0|\bselect\s*\(\s*0\s*,)");
  const std::string text = text_of(file);
  const auto whole = lines_of(text);
  const auto code = lines_of(code_only(text));
  std::vector<std::string> found;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const auto has = [](const std::string& line, const char* word) { return line.find(word) != std::string::npos; };
    if (!has(code[i], "sleep") && !has(code[i], "poll") && !has(code[i], "select")) continue;  // regex is slow
    if (has(whole[i], "// sleeps: ")) continue;
    if (std::regex_search(code[i], sleep_call) || std::regex_search(code[i], idle_poll))
      found.push_back(file.string() + ":" + std::to_string(i + 1) + ":" + whole[i]);
  }
  return found;
}

}  // namespace

TEST_CASE("nothing of ours sleeps to wait") {
  std::vector<std::string> wrong;
  for (const char* folder : {"grader", "tests"})
    for (const fs::path& file : files_below(folder, {".cpp", ".hpp"}))
      if (!is_program_under_test(file))
        for (std::string& line : sleeps_in(file)) wrong.push_back(std::move(line));
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("prose and literals are not taken for code") {
  CHECK(code_only("a; // sleep(1)\nb;") == "a;            \nb;");
  CHECK(code_only(R"x(f("sleep(1)\"") + 1'000;)x") == "f(            ) + 1'000;");
  CHECK(code_only("x/* sleep(1)\n*/y") == "x           \n  y");
  CHECK(code_only("R\"(sleep(1))\";") == "             ;");
}
