// `walk`, answer by answer: on a terminal and through a pipe, left and resumed, interrupted and killed.
#include "walk/walker.hpp"

#include "report/words.hpp"
#include "support/source_text.hpp"
#include "support/terminal_run.hpp"
#include "walk/itinerary.hpp"

#include <csignal>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t times = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++times;
  return times;
}

constexpr const char* kAsks = "(? help): ";
constexpr const char* kGoesOn = "Enter goes on, r asks again: ";

}  // namespace

TEST_CASE("a right prediction stands beside what happened, with the reason") {
  const Walker walker;
  const Ended ended = walker.walks("1 2\n");
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("As you predicted"));
  CHECK_THAT(ended.out, ContainsSubstring("fork(2)"));
  CHECK_THAT(walker.kept(), ContainsSubstring("\"start/who_first\"") && ContainsSubstring("child-first"));
}

TEST_CASE("a wrong prediction is told, and comes back at the end") {
  const Walker walker;
  const Ended ended = walker.walks("1\n\n12\n\ns\n");
  CHECK_THAT(ended.out, ContainsSubstring("Not as you predicted"));
  CHECK(count(ended.out, "start · 1 of 3 · who_first") == 2);
  CHECK_THAT(ended.out, ContainsSubstring("once more"));
  const Ended later = walker.walks("1 2\n\n");
  CHECK_THAT(later.out, ContainsSubstring("As you predicted"));
  CHECK_THAT(later.out, ContainsSubstring("2 experiments: 1 predicted at the first attempt, 1 later."));
}

TEST_CASE("the end of the input leaves as q does, and the next walk goes on there") {
  const Walker walker;
  const std::string end = GENERATE(std::string(), std::string("q\n"), std::string("?\n"), std::string("o\n"), std::string("nonsense"));
  const Ended ended = walker.walks("12\n\n" + end);
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("./ipclab walk goes on."));
  const Ended later = walker.walks("", {});
  CHECK_THAT(later.out, ContainsSubstring("start · 2 of 3 · sleep_first"));
  CHECK(count(later.out, "who_first") == 0);
}

TEST_CASE("without a terminal nothing is coloured, and no line is wider than 80 columns") {
  const Walker walker;
  const Ended ended = walker.walks("?\no\n1\n\nl\n\no\n12\n\n?\nl\n9\n1\n2\n\nq\n");
  CHECK(ended.err.empty());
  CHECK(ended.out.find('\x1b') == std::string::npos);
  for (const std::string& line : lines_of(ended.out)) {
    INFO(line);
    CHECK(report::columns(line) <= 80);
  }
}

TEST_CASE("on a terminal it asks, runs, explains, and q leaves") {
  const Walker walker;
  const bool coloured = GENERATE(true, false);
  OnTerminal order{.args = {"walk", "start"}};
  if (!coloured) order.environment["NO_COLOR"] = "1";
  TerminalRun terminal(walker.checkout, order);
  terminal.reads(kAsks);
  terminal.type("o\n");
  terminal.reads("#include <unistd.h>");
  terminal.reads(kAsks);
  terminal.type("12\n");
  terminal.reads("As you predicted");
  terminal.reads(kGoesOn);
  terminal.type("\n");
  terminal.reads("sleep_first");
  terminal.reads(kAsks);
  terminal.type("q\n");
  CHECK(terminal.ends() == 0);
  CHECK(terminal.as_before());
  CHECK((terminal.raw().find("\x1b[") != std::string::npos) == coloured);
  CHECK(terminal.left().empty());
}

TEST_CASE("Ctrl-C and SIGKILL lose the question that is open, and no answer") {
  const Walker walker;
  const bool killed = GENERATE(true, false);
  TerminalRun terminal(walker.checkout, {.args = {"walk", "start"}});
  terminal.reads(kAsks);
  terminal.type("12\n");
  terminal.reads(kGoesOn);
  terminal.type("\n");
  terminal.reads("sleep_first");
  terminal.reads(kAsks);
  if (killed) terminal.signal(SIGKILL);
  else terminal.type("\x03");
  CHECK(terminal.ends() == (killed ? 128 + SIGKILL : 130));
  CHECK(terminal.as_before());
  CHECK_THAT(walker.walks("", {}).out, ContainsSubstring("sleep_first"));
}

TEST_CASE("answers that cannot be read are kept aside, and that is told") {
  const Walker walker;
  REQUIRE(walker.walks("12\n").status == 0);
  walker.change(".ipclab/walk.json", "{ \"answers\": [");
  const Ended ended = walker.walks("12\n");
  CHECK_THAT(ended.err, ContainsSubstring("was damaged; it is kept as") && ContainsSubstring("walk.json.damaged-1"));
  CHECK(posix::read_file(walker.journal().string() + ".damaged-1") == "{ \"answers\": [");
  CHECK_THAT(walker.kept(), ContainsSubstring("who_first"));
}

TEST_CASE("a program that was changed is run and shown, and counts for nothing") {
  const Walker walker;
  walker.change("labs/start/experiments/who_first.cpp", "#include <unistd.h>\nint main() { write(1, \"parent\\nchild\\n\", 13); }\n");
  const Ended ended = walker.walks("\n\n");
  CHECK_THAT(ended.out, ContainsSubstring("It is not as it was given") && ContainsSubstring("this counts for nothing"));
  CHECK_THAT(ended.out, ContainsSubstring("      parent\n      child\n") && ContainsSubstring("./ipclab reset start/experiments/who_first"));
  for (const char* verdict : {"s you predicted", "On most machines", "whoever gave you this course", "there are two processes"}) CHECK(count(ended.out, verdict) == 0);
  CHECK_THAT(ended.out, ContainsSubstring("sleep_first"));  // and one goes on
  CHECK(walker.kept().empty());
  const Ended reset = run(walker.checkout, {.args = {"reset", "start/experiments/who_first"}});
  CHECK_THAT(reset.out, ContainsSubstring("Back as given") && ContainsSubstring("is kept in"));
  CHECK_THAT(walker.walks("12\n").out, ContainsSubstring("As you predicted"));
}

TEST_CASE("a change spoils nothing that was right before") {
  const Walker walker;
  REQUIRE(walker.walks("12\n").status == 0);
  const std::string before = walker.kept();
  for (const char* text : {"int main() { return 3; }\n", "int main() { return oops; }\n"}) {
    walker.change("labs/start/experiments/who_first.cpp", text);
    CHECK_THAT(walker.walks("1\n", {"start/who_first"}).out, ContainsSubstring("this counts for nothing"));
    CHECK(walker.kept() == before);
  }
}

TEST_CASE("a program that is changed while its question stands there is found, too") {
  const Walker walker;
  TerminalRun terminal(walker.checkout, {.args = {"walk", "start"}});
  terminal.reads(kAsks);
  walker.change("labs/start/experiments/who_first.cpp", "int main() {}\n");
  terminal.type("12\n");
  terminal.reads("this counts for nothing");
  terminal.reads(kGoesOn);
  terminal.type("q\n");
  CHECK(terminal.ends() == 0);
  CHECK(walker.kept().empty());
}

TEST_CASE("what a run shows that is none of the answers is not explained") {
  const Walker walker;
  const std::string nobody = "#include <unistd.h>\nint main() { write(1, \"nobody\\n\", 7); }\n";
  walker.change("labs/start/experiments/who_first.cpp", nobody);
  walker.change("solutions/start/experiments/who_first.cpp", nobody);  // the course is wrong, not the learner
  const Ended ended = walker.walks("12\n");
  CHECK_THAT(ended.out, ContainsSubstring("none of the answers") && ContainsSubstring("nobody") && ContainsSubstring("whoever gave you this course"));
  CHECK_THAT(ended.out, !ContainsSubstring("As you predicted") && !ContainsSubstring("Not as you predicted") && !ContainsSubstring("there are two processes"));
}

TEST_CASE("a program that does not compile or is missing is told, with the way back") {
  const Walker walker;
  walker.change("labs/start/experiments/who_first.cpp", "int main() { return oops; }\n");
  const Ended ended = walker.walks("\n\n");
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("does not compile") && ContainsSubstring("oops") && ContainsSubstring("./ipclab reset start/experiments/who_first"));
  CHECK_THAT(ended.out, ContainsSubstring("sleep_first"));  // and one can go on
  std::filesystem::remove(walker.checkout.root() / "labs/start/experiments/who_first.cpp");
  CHECK_THAT(walker.walks("\n").out, ContainsSubstring("is missing") && ContainsSubstring("./ipclab reset start/experiments/who_first"));
}

TEST_CASE("a program that never stops is ended, and that is told in the words of an experiment") {
  const Walker walker;
  walker.change("labs/pipe/experiments/full.cpp", "int main() { for (volatile int i = 0;; i = i + 1) {} }\n");
  const Ended ended = walker.walks("\n", {"pipe/full"});
  CHECK_THAT(ended.out, ContainsSubstring("It does not stop; it was ended after 5 s of CPU time.") && !ContainsSubstring("input"));
}

TEST_CASE("a station can be named, and its program is shown with what it is called with") {
  const Walker walker;
  const Ended ended = walker.walks("o\n", {"processes/limit_queues"});
  CHECK(count(ended.out, "processes · 6 of 6 · limit_queues") == 1);
  CHECK(count(ended.out, "limits.cpp, run as `limits queues`") == 2);
  CHECK_THAT(walker.walks("", {"pipe/ful"}).err, ContainsSubstring("did you mean pipe/full?"));
  CHECK_THAT(walker.walks("", {"pipe/nowhere"}).err, ContainsSubstring("./ipclab walk pipe --list shows them"));
  CHECK_THAT(walker.walks("", {"nonsense"}).err, ContainsSubstring("./ipclab walk --list shows what there is"));
  CHECK_THAT(walker.walks("", {"start", "pipe"}).err, ContainsSubstring("one word too many, `pipe`"));
  CHECK_THAT(run(walker.checkout, {.args = {"run", "signals/experiments/everybody"}}).err, ContainsSubstring("experiments run closed in"));
}

TEST_CASE("asked again, what was right stays right, and what is wrong does not come back at once") {
  const Walker walker;
  (void)walker.walks("12\n r\n1\n\nl\n2\n1\n\ns\n");
  const Ended list = walker.walks("", {"start", "--list"});
  CHECK_THAT(list.out, ContainsSubstring("1 ✓ who_first") && ContainsSubstring("2 ✗ sleep_first"));
  const Ended later = walker.walks("1\n\n");
  CHECK(count(later.out, "once more") == 1);
  CHECK_THAT(later.out, ContainsSubstring("at its end") && ContainsSubstring("1 wrong so far: the next time you walk here, it comes back."));
}

TEST_CASE("what was skipped is not done, and s asks it again") {
  const Walker walker;
  const Ended ended = walker.walks("s\ns\ns\ns\n12\n\ns\ns\n");
  CHECK_THAT(ended.out, ContainsSubstring("at its end") && ContainsSubstring("2 skipped.") && ContainsSubstring("s the skipped ones again"));
  CHECK(count(ended.out, "start · 1 of 3 · who_first") == 2);
  CHECK(count(ended.out, "start · 2 of 3 · sleep_first") == 2);
  CHECK_THAT(ended.out, ContainsSubstring("1 skipped.") && !ContainsSubstring(" done\n"));
}

TEST_CASE("at the end of a path it says which one is next, and why") {
  const Walker walker;
  CHECK_THAT(walker.walks("s\ns\ns\n", {"start"}).out, ContainsSubstring("Next: pipe (Pipes)."));
}

TEST_CASE("a step has keys of its own, and Enter only looks how it stands") {
  const Walker walker;
  const Ended ended = walker.walks("?\n\n\n", {"start/step-1"});
  CHECK_THAT(ended.out, ContainsSubstring("c       checks the step") && !ContainsSubstring("your prediction"));
  CHECK(count(ended.out, "start · 3 of 3") == 1);
  CHECK(count(ended.out, "Repaired so far: 0 of 2 mistakes.") == 3);
}

TEST_CASE("a step is done when its checks pass, and can be left for later") {
  const Walker walker;
  const Ended first = walker.walks("s\ns\nc\ns\n");
  CHECK_THAT(first.out, ContainsSubstring("Repaired so far: 0 of 2 mistakes.") && ContainsSubstring("start/by-name"));
  CHECK_THAT(first.out, ContainsSubstring("0 of 1 step repaired."));
  std::filesystem::copy_file(walker.checkout.root() / "solutions/start/1-greet/greet.cpp", walker.checkout.root() / "labs/start/1-greet/greet.cpp",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK_THAT(walker.walks("l\n3\nc\n").out, ContainsSubstring("Every mistake of this step is repaired."));
  CHECK_THAT(walker.walks("", {"--list"}).out, ContainsSubstring("1 of 1"));
}

TEST_CASE("a line without end, an input that cannot be read, and an output that nobody reads harm nothing") {
  const Walker walker;
  const Ended ended = walker.walks("12" + std::string(60'000, 'x'));
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("The numbers of the answers"));
  Order closed;
  closed.args = {"walk", "start"};
  closed.before = [] { ::close(0); };
  CHECK(run(walker.checkout, closed).status == 0);
  closed.before = [] { ::close(1); };
  CHECK(run(walker.checkout, closed).status == 2);
}

TEST_CASE("answers that cannot be kept are told, and the walk goes on") {
  const Walker walker;
  walker.change(".ipclab", "a file in the place of the folder");
  const Ended ended = walker.walks("12\n\n12\n\ns\n");
  CHECK(ended.status == 0);
  CHECK_THAT(ended.err, ContainsSubstring("what you have predicted is not kept"));
  CHECK_THAT(ended.out, ContainsSubstring("2 experiments: 2 predicted at the first attempt"));
}

TEST_CASE("where namespaces are missing, what cannot be shown is told with its reason") {
  const Walker walker;
  const Ended ended = walker.walks("l\n2\n1\n", {"signals"}, {{"IPCLAB_TIER", "reduced"}});
  CHECK_THAT(ended.out, ContainsSubstring("This machine cannot show it") && ContainsSubstring("Between \"ready\" and pause"));
}

TEST_CASE("when every path is done one can still go back to a station") {
  const Walker walker;
  const course::Catalog catalog(walker.checkout.root());
  walk::Journal journal(walker.journal());
  for (const walk::Path& path : walk::read_paths(catalog))
    for (const walk::Station& station : path.stations) journal.add({walk::name_of(path, station), true, {}, {}});
  journal.save();
  CHECK_THAT(walker.walks("", {}).out, ContainsSubstring("Every path is at its end"));
  CHECK_THAT(walker.walks("\n").out, ContainsSubstring("No path has more for now."));
  CHECK_THAT(walker.walks("l\n1\n12\n").out, ContainsSubstring("As you predicted"));
}

TEST_CASE("the list shows the paths, or the stations of one, and asks nothing") {
  const Walker walker;
  CHECK_THAT(walker.walks("", {"--list"}).out, ContainsSubstring("pipe") && ContainsSubstring("to come back    repaired") && ContainsSubstring("0 of 2"));
  CHECK_THAT(walker.walks("", {"pipe", "--list"}).out, ContainsSubstring("end_of_pipe") && ContainsSubstring("repair step 1"));
  const Ended wrong = walker.walks("", {"pip"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, ContainsSubstring("did you mean pipe?"));
  CHECK_FALSE(std::filesystem::exists(walker.journal()));
}
