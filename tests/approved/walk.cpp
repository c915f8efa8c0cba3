// What somebody reads who walks, on 80 columns: a question, and each kind of outcome beside a prediction.
#include "app/walk_pages.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

#include <csignal>

using namespace ipclab;
using namespace ipclab::walk;
using End = Observation::End;

namespace {

constexpr const char* kPath = R"yaml(order: 1
title: Pipes
about: What a pipe does at its end, and when it is full.
stations:
  - experiment: full
    claim: A pipe that is full blocks the writer.
    notes: "001"
    question: A child writes a million bytes, the parent waits for it to end. Who sleeps for ever?
    choices:
      - {id: nobody, text: nobody, when: {}}
      - {id: both, text: "both: the child in write, the parent in wait", when: {sleeps: ["child: write", "program: wait4"]}}
    explains: [both]
    reason: Each of them waits for the other. A parent that collects a child's output has to read it before it waits.
    man: "pipe(7), Pipe capacity"
  - experiment: two_writes
    claim: What one write has written, one read gets.
    question: The child writes twice. Which outputs can appear?
    run: schedules
    args: [twice]
    choices:
      - {id: two, text: "4 4", when: {output: "4 4\n"}}
      - {id: one, text: "8", when: {output: "8\n"}}
    explains: [two, one]
    reason: A pipe carries bytes, not messages.
    man: "pipe(7): there is no concept of message boundaries."
  - experiment: copies
    claim: Shared memory is faster.
    question: How much?
    run: measured
    choices:
      - {id: some, text: up to three times, when: {numbers: [{of: shared memory, over: pipe, below: 3}]}}
      - {id: much, text: more than that, when: {numbers: [{of: shared memory, over: pipe, from: 3}]}}
    explains: [some]
    reason: The copies are only a part of the work.
    man: "pipe(7)"
  - repair: 1
    say: sender packs each line into one message.
)yaml";

const Path& path() {
  static const Path read = read_path(kPath, "grader/labs/pipe.walk.yaml");
  return read;
}

Observation stuck() {
  Observation seen;
  seen.end = End::asleep;
  seen.waiting = {{"full", "wait4(7)", "its child", check::Place{"full.cpp", 21, "main"}, "full waits for its child to end, which sleeps itself."},
                  {"full's child", "write(4)", "pipe:[8812]", check::Place{"full.cpp", 14, "main"}, "Nobody reads from pipe:[8812]: its only read end is fd 3 of full."}};
  return seen;
}

Observation ended(const std::string& out) {
  Observation seen;
  seen.end = End::exited;
  seen.out = out;
  return seen;
}

std::string outcome(std::size_t station, const std::vector<Outcome>& outcomes, const std::vector<std::string>& predicted) {
  Shown shown;
  shown.outcomes = outcomes;
  for (const Outcome& one : outcomes) shown.schedules += one.times;
  return app::outcome_page(path().stations[station], shown, recognise(path().stations[station], shown.observations()), predicted, {});
}

course::Step step() {
  course::Step step;
  step.number = 1;
  step.name = "sender";
  step.title = "Lines become messages";
  step.goal = "Repair it.";
  step.minutes = 20;
  step.own = {"1-sender/sender.cpp"};
  return step;
}

}  // namespace

TEST_CASE("a walk asks, shows and explains as approved") {
  const tests::TemporaryFolder folder;
  Journal journal(folder.path() / "walk.json");
  const Repaired repaired = [](const Path&, int) { return false; };
  std::string text = app::begin_page(path(), {}) + app::question_page(path(), path().stations[0], {}, {});
  for (const std::size_t station : {0U, 1U, 3U}) text += app::keys_page(path().stations[station], false);
  text += app::keys_page(path().stations[0], true);
  text += outcome(0, {{1, stuck()}}, {"both"}) + outcome(0, {{1, stuck()}}, {"nobody"});
  Observation killed = ended("wrote 1000\n");
  killed.end = End::killed;
  killed.status = SIGPIPE;
  text += outcome(0, {{1, killed}}, {"both"});                                   // none of the answers
  text += outcome(0, {{1, ended("all is written\n")}}, {"nobody"});              // an answer, but not the one that is explained
  text += outcome(1, {{12, ended("4 4\n")}, {30, ended("8\n")}}, {"one"});
  text += outcome(1, {{12, ended("4 4\n")}, {3, ended("2 6\n")}}, {"two", "one"});
  text += outcome(2, {{1, ended("pipe: 1540 MB/s\nshared memory: 2376 MB/s\nthe sum is 3\n")}}, {"much"});
  text += outcome(2, {{1, ended("pipe: 1000 MB/s\nshared memory: 2950 MB/s\n")}}, {"much"});  // nearly
  Shown changed;
  changed.schedules = 15;
  changed.outcomes = {{12, ended("4 4\n")}, {3, ended("")}};
  text += app::question_page(path(), path().stations[1], {.changed = true}, {}) + app::changed_page(path(), path().stations[1], changed, {});
  Shown trouble;
  trouble.trouble = "full.cpp does not compile.";
  trouble.log = "full.cpp:3: error: 'oops' was not declared in this scope\n";
  text += app::no_outcome_page(path().stations[0], trouble, {});
  text += app::changed_page(path(), path().stations[0], trouble, {});
  trouble = {};
  trouble.lacking = true;
  trouble.trouble = "This machine cannot show it.";
  text += app::no_outcome_page(path().stations[1], trouble, {});
  Observation undecided;
  undecided.because = "timers may still wake it";
  text += outcome(0, {{1, undecided}}, {"both"});
  journal.add({"pipe/full", false, {"both"}, {"both"}});
  journal.add({"pipe/two_writes", false, {"one"}, {"two", "one"}});
  journal.add({"pipe/copies", true, {}, {}});
  text += app::question_page(path(), path().stations[1], {.again = true}, {}) + app::stations_page(path(), journal, repaired, {});
  journal.stand_at("pipe");
  text += app::repair_page(path(), path().stations[3], step(), {0, 1, 0}, {}) + app::so_far_line({2, 2, 1});
  text += app::done_page(path(), tally(path(), journal, repaired), {}) + "\n" + app::paths_page({path()}, journal, repaired, {});
  text += app::next_path_line(path(), tally(path(), journal, repaired), true, {});
  text += app::source_page(path(), path().stations[1], "// Writes.\nint main() {}\n", {});
  tests::approve("walk", text);
}
