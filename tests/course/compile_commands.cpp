// What editors read about the students' programs is how the grader compiles them.
#include "course/compile_commands.hpp"

#include "course/build.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"
#include "support/variants.hpp"

#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using nlohmann::json;

namespace {

// Exit status of the entry's compiler, told to look only.
int compiles(const json& entry) {
  const std::string folder = entry.at("directory");
  auto words = entry.at("arguments").get<std::vector<std::string>>();
  words.emplace_back("-fsyntax-only");
  const pid_t pid = ::fork();
  if (pid == 0) {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    if (::chdir(folder.c_str()) == 0) ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("editors find every program of labs, with the grader's flags and what is given") {
  const course::Catalog& catalog = tests::the_course();
  const json all = json::parse(course::compile_commands(catalog, ""));
  std::size_t programs = 0;
  for (const course::Lab& lab : catalog.labs())
    for (const course::Step& step : lab.steps) programs += step.programs.size();
  REQUIRE(all.size() == programs);
  for (const json& entry : all) {
    INFO(entry.dump());
    CHECK(std::filesystem::exists(entry.at("file").get<std::string>()));
    const auto words = entry.at("arguments").get<std::vector<std::string>>();
    for (const char* flag : {"-std=c++20", "-pthread", "given", "-c"}) CHECK(std::find(words.begin(), words.end(), flag) != words.end());
  }
}

TEST_CASE("an entry compiles where it says") {
  for (const json& entry : json::parse(course::compile_commands(tests::the_course(), ""))) {
    if (entry.at("file").get<std::string>().find("/labs/pipe/") == std::string::npos) continue;
    INFO(entry.dump());
    CHECK(compiles(entry) == 0);
  }
}

TEST_CASE("the project's own entries stand behind, and nonsense is left out") {
  const course::Catalog& catalog = tests::the_course();
  const std::size_t own = json::parse(course::compile_commands(catalog, "")).size();
  const std::string project = R"([{"file":"/p/grader/main.cpp","directory":"/p","command":"g++ main.cpp"},{"file":"x"},7])";
  const json all = json::parse(course::compile_commands(catalog, project));
  REQUIRE(all.size() == own + 1);
  CHECK(all.back().at("file") == "/p/grader/main.cpp");
  for (const char* nonsense : {"", "[", "{}", "7"}) CHECK(json::parse(course::compile_commands(catalog, nonsense)).size() == own);
}
