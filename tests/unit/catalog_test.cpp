#include "course/catalog.hpp"
#include "course/prose.hpp"
#include "posix/error.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <functional>

using namespace ipclab;
using namespace ipclab::course;
using Catch::Matchers::ContainsSubstring;

namespace {
std::string complaint(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& trouble) {
    return trouble.what();
  }
  return "none";
}
std::string complaint_about(const std::string& yaml) {
  return complaint([&] { (void)read_prose(yaml, "pipe.yaml"); });
}
}  // namespace

TEST_CASE("labs stand in the order of the course and not of their names") {
  const tests::SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  REQUIRE(catalog.labs().size() == 2);
  CHECK(catalog.labs()[0].id == "pipe");
  CHECK(catalog.labs()[1].id == "fifo");
}

TEST_CASE("a step knows its programs and its files, given ones apart") {
  const tests::SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  const Step& step = *catalog.lab("pipe")->step(1);
  CHECK(step.folder == "1-sender");
  CHECK(step.minutes == 20);
  CHECK(step.own == std::vector<std::string>{"1-sender/sender.cpp"});
  CHECK(step.given == std::vector<std::string>{"1-sender/given/messages.hpp", "1-sender/given/receiver.cpp"});
  REQUIRE(step.programs.size() == 2);
  CHECK(step.programs[0].name == "sender");
  CHECK(step.programs[0].source() == "sender.cpp");
  CHECK_FALSE(step.programs[0].given);
  CHECK(step.programs[1].name == "receiver");
  CHECK(step.programs[1].given);
}

TEST_CASE("a given main of a student's library is no program of its own") {
  const tests::SampleCourse sample;
  sample.folder().write("solutions/pipe/2-relay/given/relay_main.cpp", "int main() {}\n");
  sample.folder().write("solutions/pipe/2-relay/given/sender_main.cpp", "int main() {}\n");  // of another step's program
  const Catalog catalog(sample.root(), sample.labs());
  const Step& step = *catalog.lab("pipe")->step(2);
  REQUIRE(step.programs.size() == 2);
  CHECK(step.programs[0].name == "relay");
  CHECK(step.programs[0].driver == "2-relay/given/relay_main.cpp");
  CHECK(step.programs[1].name == "sender_main");
  CHECK(step.programs[1].given);
  CHECK(step.given.size() == 2);
  CHECK(catalog.lab("pipe")->program("sender")->driver.empty());
}

TEST_CASE("a check belongs to the step of its program") {
  const tests::SampleCourse sample;
  const Catalog catalog(sample.root(), sample.labs());
  const Lab& lab = *catalog.lab("pipe");
  CHECK(lab.step_of(*lab.check("whole-lines")) == 1);
  CHECK(lab.step_of(*lab.check("heading")) == 2);
  CHECK(lab.program_of(*lab.check("whole-lines"), "receiver")->given);
  CHECK(lab.program_of(*lab.check("heading"), "receiver") == nullptr);
  CHECK(lab.program("receiver") == nullptr);
  CHECK(lab.bug("word-split")->hints.size() == 3);
}

TEST_CASE("a slip in a lab's prose is told with file and line") {
  const std::string head = "title: T\nsummary: S\n";
  CHECK_THAT(complaint_about("title: [\n"), ContainsSubstring("pipe.yaml:"));
  CHECK_THAT(complaint_about("summary: S\n"), ContainsSubstring("the lab has no field `title`"));
  CHECK_THAT(complaint_about(head + "bogs: []\nsteps: []\nbugs: []\n"), ContainsSubstring("pipe.yaml:3: the lab has an unknown field `bogs`"));
  CHECK_THAT(complaint_about(head + "steps: 3\n"), ContainsSubstring("pipe.yaml:3: `steps` of the lab is not a list"));
  CHECK_THAT(complaint_about(head + "steps:\n  - {number: one}\n"), ContainsSubstring("pipe.yaml:4: `number` of a step is not of the right kind"));
  CHECK_THAT(complaint_about(head + "steps: [x]\n"), ContainsSubstring("a step is not a table"));
  CHECK_THAT(complaint_about(head + "steps: []\nbugs: {}\n"), ContainsSubstring("`bugs` of the lab is not a list"));
  CHECK_THAT(complaint_about(head + "steps: []\nbugs:\n  - {id: a, step: 1}\n"), ContainsSubstring("pipe.yaml:5: bug `a` has no field `title`"));
  CHECK_THAT(complaint_about(head + "steps: []\nbugs:\n  - &b {id: a, step: 1, title: T, check: c, man: m, why: w, hints: []}\n  - *b\n"), ContainsSubstring("bug `a` stands there twice"));
  CHECK_THAT(complaint_about("- x\n"), ContainsSubstring("the lab is not a table"));
}

TEST_CASE("folded prose loses its last line feed") {
  CHECK(read_prose("title: |\n  Pipes\nsummary: S\nsteps: []\nbugs: []\n", "pipe.yaml").title == "Pipes");
}

TEST_CASE("a course that does not hold together is refused") {
  const tests::SampleCourse sample;
  const auto load = [&] { (void)Catalog(sample.root(), sample.labs()); };
  SECTION("a lab without prose") {
    std::filesystem::remove(sample.root() / "grader/labs/fifo.yaml");
    CHECK_THROWS_AS(load(), posix::Error);
  }
  SECTION("a step without a master") {
    std::filesystem::remove_all(sample.root() / "solutions/fifo");
    CHECK_THAT(complaint(load), ContainsSubstring("no master in solutions/fifo/1-writer"));
  }
  SECTION("a check of a program that no step has") {
    std::filesystem::rename(sample.root() / "solutions/pipe/2-relay/relay.cpp", sample.root() / "solutions/pipe/2-relay/copy.cpp");
    CHECK_THAT(complaint(load), ContainsSubstring("check `ends-with-input` is of program `relay`"));
  }
  SECTION("a check that starts a program its step does not have") {
    std::filesystem::remove(sample.root() / "solutions/pipe/1-sender/given/receiver.cpp");
    CHECK_THAT(complaint(load), ContainsSubstring("check `whole-lines` starts `receiver`"));
  }
}
