#include "app/commands.hpp"
#include "course/experiments.hpp"
#include "course/selection.hpp"
#include "course/skeleton.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <sys/stat.h>

using namespace ipclab;
namespace fs = std::filesystem;

namespace {
const std::string kSkeleton = "#include <unistd.h>\nint main() {\n  for (;;) {}\n}\n";

struct Course {
  tests::SampleCourse sample;
  course::Catalog catalog{sample.root(), sample.labs()};
  course::Progress progress{sample.root() / ".ipclab" / "progress.json"};

  std::string reset(const std::string& what) { return app::reset_files(catalog, progress, {what}); }
  [[nodiscard]] std::string read(const std::string& name) const { return sample.folder().read(name); }
  void write(const std::string& name, const std::string& text) const { sample.folder().write(name, text); }
  // Everything below .ipclab/kept, without the folder of the time.
  [[nodiscard]] std::vector<std::string> kept() const {
    std::vector<std::string> names;
    if (!fs::exists(sample.root() / ".ipclab/kept")) return names;
    for (const auto& time : fs::directory_iterator(sample.root() / ".ipclab/kept"))
      for (const auto& entry : fs::recursive_directory_iterator(time.path()))
        if (!entry.is_directory() || fs::is_empty(entry.path())) names.push_back(entry.path().lexically_relative(time.path()).string());
    std::sort(names.begin(), names.end());
    return names;
  }
};
}  // namespace

TEST_CASE("reset writes the skeleton where nothing is") {
  Course course;
  (void)course.reset("pipe");
  CHECK(course.read("labs/pipe/1-sender/sender.cpp") == kSkeleton);
  CHECK(course.read("labs/pipe/1-sender/given/messages.hpp") == "#pragma once\n");
  CHECK(course.kept().empty());
  CHECK(course::differences(course.catalog.root(), course.catalog.labs()[0]).empty());
  CHECK(course.reset("pipe") == "Nothing to do: it is all as it was given.\n");
}

TEST_CASE("reset keeps what was there, each time anew") {
  Course course;
  (void)course.reset("pipe");
  for (const char* text : {"mine", "mine again"}) {
    course.write("labs/pipe/1-sender/sender.cpp", text);
    (void)course.reset("pipe/sender");
    CHECK(course.read("labs/pipe/1-sender/sender.cpp") == kSkeleton);
  }
  CHECK(course.kept() == std::vector<std::string>{"pipe/1-sender/sender.cpp", "pipe/1-sender/sender.cpp"});
}

TEST_CASE("reset touches only what is meant") {
  Course course;
  (void)course.reset("pipe");
  course.write("labs/pipe/1-sender/sender.cpp", "mine");
  course.write("labs/pipe/1-sender/given/messages.hpp", "mine");
  course.write("labs/pipe/1-sender/notes.txt", "mine");
  course.write("labs/pipe/2-relay/relay.cpp", "mine");
  SECTION("a program") {
    (void)course.reset("pipe/sender");
    CHECK(course.read("labs/pipe/1-sender/sender.cpp") == kSkeleton);
    CHECK(course.read("labs/pipe/1-sender/given/messages.hpp") == "mine");
  }
  SECTION("a step, with what is given in it") {
    (void)course.reset("pipe/1");
    CHECK(course.read("labs/pipe/1-sender/given/messages.hpp") == "#pragma once\n");
    CHECK(course.read("labs/pipe/1-sender/notes.txt") == "mine");
  }
  SECTION("a check means its program") {
    (void)course.reset("pipe/whole-lines");
    CHECK(course.read("labs/pipe/1-sender/sender.cpp") == kSkeleton);
  }
  CHECK(course.read("labs/pipe/2-relay/relay.cpp") == "mine");
}

TEST_CASE("whatever stands in the place of a file is kept too") {
  Course course;
  fs::create_directories(course.sample.root() / "labs/pipe/1-sender");
  const fs::path place = course.sample.root() / "labs/pipe/1-sender/sender.cpp";
  SECTION("fifo") { REQUIRE(::mkfifo(place.c_str(), 0600) == 0); }
  SECTION("folder") { fs::create_directory(place); }
  SECTION("dangling link") { fs::create_symlink("/nowhere", place); }
  (void)course.reset("pipe/sender");
  CHECK(course.read("labs/pipe/1-sender/sender.cpp") == kSkeleton);
  CHECK(course.kept() == std::vector<std::string>{"pipe/1-sender/sender.cpp"});
}

TEST_CASE("after a reset the checks of the program are open again, and seen hints stay seen") {
  Course course;
  check::CheckResult result;
  result.lab = "pipe";
  result.check = "sender-ends";
  result.verdict = check::Verdict::passed;
  course.progress.record(result);
  result.check = "ends-with-input";
  course.progress.record(result);
  course.progress.saw_hint("pipe", "input-eof", 2);
  (void)course.reset("pipe/sender");
  CHECK_FALSE(course.progress.last("pipe", "sender-ends"));
  CHECK(course.progress.last("pipe", "ends-with-input"));
  CHECK(course.progress.hints_seen("pipe", "input-eof") == 2);
}

TEST_CASE("reset of something unknown changes nothing") {
  Course course;
  course.write("labs/pipe/1-sender/sender.cpp", "mine");
  CHECK_THROWS_AS(course.reset("pipe/sendr"), course::Unknown);
  CHECK(course.read("labs/pipe/1-sender/sender.cpp") == "mine");
}

TEST_CASE("an experiment comes back alone, with its path, or with its lab") {
  Course course;
  course.write("solutions/pipe/experiments/full.cpp", "int main() {}\n");
  course.write("solutions/pipe/experiments/empty.cpp", "int main() {}\n");
  course.write("solutions/sockets/experiments/pair.cpp", "int main() {}\n");
  (void)course.reset("pipe");
  CHECK(course.read("labs/pipe/experiments/full.cpp") == "int main() {}\n");
  CHECK(course::experiment_differences(course.catalog.root()) == std::vector<std::string>{"sockets/experiments/pair.cpp is missing"});
  (void)course.reset("sockets");
  CHECK(course::experiment_differences(course.catalog.root()).empty());
  course.write("labs/pipe/experiments/full.cpp", "mine");
  course.write("labs/pipe/experiments/empty.cpp", "mine");
  course.write("labs/pipe/1-sender/sender.cpp", "mine");
  CHECK_FALSE(course::is_as_given(course.catalog.root(), "pipe/experiments/full.cpp"));
  (void)course.reset("labs/pipe/experiments/full.cpp");
  CHECK(course::is_as_given(course.catalog.root(), "pipe/experiments/full.cpp"));
  CHECK(course.kept() == std::vector<std::string>{"pipe/experiments/full.cpp"});
  (void)course.reset("pipe/experiments");
  CHECK(course.read("labs/pipe/experiments/empty.cpp") == "int main() {}\n");
  CHECK(course.read("labs/pipe/1-sender/sender.cpp") == "mine");
  CHECK_THROWS_WITH(course.reset("pipe/experiments/ful"), "no experiment `ful` in pipe; did you mean pipe/experiments/full?");
}
