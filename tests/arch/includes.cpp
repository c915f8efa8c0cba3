// Who may include whom. The rooms of grader/ stand in one order and look only downwards; what a student owns looks
// at nothing of ours.
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using namespace ipclab::tests;

namespace {

using Rooms = std::set<std::string>;

// What each room may include from besides itself. A new room gets its line here and in grader/CMakeLists.txt.
const std::map<std::string, Rooms> kMayInclude = {
    {"posix", {}},
    {"world", {"posix"}},
    {"observe", {"posix", "world"}},
    {"schedule", {"posix", "world", "observe"}},
    {"check", {"posix", "world", "observe", "schedule"}},
    {"labs", {"check"}},
    {"course", {"posix", "world", "observe", "schedule", "check"}},
    {"walk", {"posix", "world", "observe", "schedule", "check", "course"}},
    {"report", {"posix", "world", "observe", "schedule", "check", "course"}},
    {"app", {"posix", "world", "observe", "schedule", "check", "course", "walk", "report"}},
};

const std::vector<std::string> kCode = {".hpp", ".cpp"};
const std::vector<std::string> kHeaders = {".hpp"};

std::string place(const fs::path& file, const Include& include) {
  return file.string() + ":" + std::to_string(include.line) + ": \"" + include.name + "\"";
}

std::string room_of(const std::string& include) {
  const auto slash = include.find('/');
  return slash == std::string::npos ? std::string() : include.substr(0, slash);
}

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

}  // namespace

TEST_CASE("every folder of grader is a room with a place in the order") {
  for (const auto& entry : fs::directory_iterator(project_root() / "grader")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path());
    CHECK(kMayInclude.count(entry.path().filename().string()) == 1);
  }
}

TEST_CASE("each room includes only itself and the rooms before it") {
  std::vector<std::string> wrong;
  for (const auto& [room, others] : kMayInclude)
    for (const fs::path& file : files_below(fs::path("grader") / room, kCode))
      for (const Include& include : includes_of(text_of(file))) {
        const std::string target = room_of(include.name);
        if (kMayInclude.count(target) == 0) continue;
        if (target != room && others.count(target) == 0) wrong.push_back(place(file, include));
      }
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("our own files are included by room and name and in quotes") {
  std::vector<std::string> wrong;
  for (const fs::path& file : files_below("grader", kCode))
    for (const Include& include : includes_of(text_of(file))) {
      const bool ours = kMayInclude.count(room_of(include.name)) == 1;
      if (include.quoted != ours) wrong.push_back(place(file, include));
    }
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("what a student owns includes nothing of ours") {
  std::vector<std::string> wrong;
  for (const char* folder : {"labs", "solutions"})
    for (const fs::path& file : files_below(folder, kCode))
      for (const Include& include : includes_of(text_of(file))) {
        // In quotes only what lies in the step itself or in its given/ (the compiler gets -I given).
        const fs::path here = project_root() / file.parent_path();
        const bool beside = fs::exists(here / include.name) || fs::exists(here / "given" / include.name);
        const bool ours = fs::exists(project_root() / "grader" / include.name);
        if (ours || (include.quoted && (!beside || include.name.find("..") != std::string::npos)))
          wrong.push_back(place(file, include));
      }
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("Boost.Process has one user") {
  std::vector<std::string> wrong;
  for (const char* folder : {"grader", "tests"})
    for (const fs::path& file : files_below(folder, kCode))
      for (const Include& include : includes_of(text_of(file)))
        if (starts_with(include.name, "boost/process") && !starts_with(file.string(), "grader/world/spawn"))
          wrong.push_back(place(file, include));
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("headers of weight stay out of our headers") {
  std::vector<std::string> wrong;
  for (const fs::path& file : files_below("grader", kHeaders))
    for (const Include& include : includes_of(text_of(file)))
      for (const char* heavy : {"nlohmann/json.hpp", "CLI/", "yaml-cpp/", "boost/", "regex", "iostream"})
        if (starts_with(include.name, heavy)) wrong.push_back(place(file, include));
  CHECK(wrong == std::vector<std::string>{});
}

TEST_CASE("each header begins with pragma once") {
  std::vector<std::string> wrong;
  for (const char* folder : {"grader", "tests/support"})
    for (const fs::path& file : files_below(folder, kHeaders)) {
      const auto lines = lines_of(code_only(text_of(file)));
      const auto first = std::find_if(lines.begin(), lines.end(),
                                      [](const std::string& line) { return line.find_first_not_of(' ') != std::string::npos; });
      if (first == lines.end() || !starts_with(*first, "#pragma once")) wrong.push_back(file.string());
    }
  CHECK(wrong == std::vector<std::string>{});
}

// So it compiles alone; those of no .cpp are compiled by themselves (tests/CMakeLists.txt).
TEST_CASE("who has a header of the same name includes it first") {
  std::vector<std::string> wrong;
  for (const fs::path& file : files_below("grader", {".cpp"})) {
    const fs::path header = fs::path(file).replace_extension(".hpp");
    if (!fs::exists(project_root() / header)) continue;
    const std::vector<Include> includes = includes_of(text_of(file));
    if (includes.empty() || fs::path("grader") / includes.front().name != header) wrong.push_back(file.string());
  }
  CHECK(wrong == std::vector<std::string>{});
}
