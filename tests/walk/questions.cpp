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

TEST_CASE("a program that does something else is not explained with the reason of the course") {
  const Walker walker;
  walker.change("labs/start/experiments/who_first.cpp", "#include <unistd.h>\nint main() { write(1, \"nobody\\n\", 7); }\n");
  const Ended ended = walker.walks("12\n");
  CHECK_THAT(ended.out, ContainsSubstring("none of the answers") && ContainsSubstring("nobody"));
  CHECK_THAT(ended.out, !ContainsSubstring("As you predicted") && !ContainsSubstring("Not as you predicted") && !ContainsSubstring("there are two processes"));
  walker.change("labs/start/experiments/who_first.cpp", "#include <unistd.h>\nint main() { write(1, \"parent\\nchild\\n\", 13); }\n");
  const Ended other = walker.walks("1\n");
  CHECK_THAT(walker.walks("l\n1\n1\n").out, ContainsSubstring("As you predicted") && ContainsSubstring("would explain the wrong thing"));
  CHECK_THAT(other.out, !ContainsSubstring("there are two processes"));
}

TEST_CASE("a program that does not compile is told with the compiler's words") {
  const Walker walker;
  walker.change("labs/start/experiments/who_first.cpp", "int main() { return oops; }\n");
  const Ended ended = walker.walks("12\n\n");
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, ContainsSubstring("could not be run") && ContainsSubstring("does not compile") && ContainsSubstring("oops"));
  CHECK_THAT(ended.out, ContainsSubstring("sleep_first"));  // and one can go on
}

TEST_CASE("a step is done when its checks pass, and can be left for later") {
  const Walker walker;
  const Ended first = walker.walks("s\ns\nc\ns\n");
  CHECK_THAT(first.out, ContainsSubstring("So far 0 of 2 mistakes are repaired.") && ContainsSubstring("start/by-name"));
  CHECK_THAT(first.out, ContainsSubstring("0 of 1 step repaired."));
  std::filesystem::copy_file(walker.checkout.root() / "solutions/start/1-greet/greet.cpp", walker.checkout.root() / "labs/start/1-greet/greet.cpp",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK_THAT(walker.walks("l\n3\nc\n").out, ContainsSubstring("Every mistake of this step is repaired."));
  CHECK_THAT(walker.walks("", {"--list"}).out, ContainsSubstring("1 of 1 repaired"));
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
  CHECK_THAT(walker.walks("", {}).out, ContainsSubstring("Every path is done"));
  CHECK_THAT(walker.walks("\n").out, ContainsSubstring("That was the last path."));
  CHECK_THAT(walker.walks("l\n1\n12\n").out, ContainsSubstring("As you predicted"));
}

TEST_CASE("the list shows the paths, or the stations of one, and asks nothing") {
  const Walker walker;
  CHECK_THAT(walker.walks("", {"--list"}).out, ContainsSubstring("pipe") && ContainsSubstring("0 of 2 predicted, 0 of 1 repaired"));
  CHECK_THAT(walker.walks("", {"pipe", "--list"}).out, ContainsSubstring("end_of_pipe") && ContainsSubstring("repair step 1"));
  const Ended wrong = walker.walks("", {"pip"});
  CHECK(wrong.status == 2);
  CHECK_THAT(wrong.err, ContainsSubstring("did you mean pipe?"));
  CHECK_FALSE(std::filesystem::exists(walker.journal()));
}
