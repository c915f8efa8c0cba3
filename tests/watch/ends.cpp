// However it ends, the terminal is as it was, nobody is left, and what was reached is kept.
#include "watch/student.hpp"

#include "course/progress.hpp"

#include <csignal>

using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

// All that has to be true after any end.
void check_end(const TerminalRun& watch, const Student& student) {
  CHECK(watch.as_before());
  CHECK_FALSE(watch.emulator().alternate());
  CHECK(watch.emulator().cursor());
  CHECK(watch.left() == "");
  CHECK(ipclab::course::Progress(student.checkout.root() / ".ipclab/progress.json").note() == "");
}

}  // namespace

TEST_CASE("q ends it, says where one was, and the next time goes on there") {
  const Student student;
  {
    TerminalRun watch(student.checkout, {.args = {}});  // plain ipclab on a terminal
    watch.sees(kDone);
    CHECK_FALSE(watch.as_before());
    watch.type("n");
    watch.sees("pipe · step 1 of 4");
    watch.sees(kDone);
    watch.type("q");
    CHECK(watch.ends() == 0);
    check_end(watch, student);
    CHECK_THAT(watch.screen(), ContainsSubstring("pipe · step 1 · sender"));
  }
  TerminalRun again(student.checkout, {.args = {"watch"}});
  again.sees("pipe · step 1 of 4");
}

TEST_CASE("Ctrl-C ends it, also while checks are running") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(GENERATE(as<std::string>(), "checking", kDone));
  watch.type("\x03");
  CHECK(watch.ends() == 130);
  check_end(watch, student);
}

TEST_CASE("a signal ends it in order") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(GENERATE(as<std::string>(), "checking", kDone));
  watch.signal(GENERATE(SIGTERM, SIGHUP, SIGINT));
  CHECK(watch.ends() == 130);
  check_end(watch, student);
}

TEST_CASE("SIGTERM to the one who watches ends both") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(kDone);
  REQUIRE(watch.children().size() == 1);
  ::kill(watch.children().front(), SIGTERM);
  CHECK(watch.ends() == 130);
  check_end(watch, student);
}

TEST_CASE("when the terminal is gone, so is everybody on it") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(GENERATE(as<std::string>(), "checking", kDone));
  watch.hang_up();
  CHECK(watch.ends() == 130);
  CHECK(nobody_is_left(true));
  CHECK(watch.left() == "");
}

TEST_CASE("whoever of the two is killed, the other puts the terminal back, and check works as ever") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(GENERATE(as<std::string>(), "checking", kDone));
  watch.type("h");
  REQUIRE(watch.children().size() == 1);
  const bool guard = GENERATE(true, false);
  ::kill(guard ? watch.pid() : watch.children().front(), GENERATE(SIGKILL, SIGSEGV));
  CHECK(watch.ends() > 128);
  CHECK(nobody_is_left(true));
  check_end(watch, student);
  const Ended ended = run(student.checkout, {.args = {"check", "pipe/1"}});
  CHECK(ended.status == 1);
  CHECK_THAT(ended.out, ContainsSubstring("pipe/sender-ends"));
}

TEST_CASE("Ctrl-Z gives the terminal back, and going on draws the screen again") {
  const Student student;
  TerminalRun watch(student.checkout);
  watch.sees(GENERATE(as<std::string>(), "checking", kDone));
  if (GENERATE(true, false)) watch.type("\x1a");
  else watch.signal(SIGTSTP);
  watch.stops();
  CHECK(watch.as_before());
  watch.signal(SIGCONT);
  watch.sees(kDone);
  watch.type("?");
  watch.sees("esc back");
  CHECK_FALSE(watch.as_before());
  watch.type("q");
  CHECK(watch.ends() == 0);
  check_end(watch, student);
}

TEST_CASE("a signal while the editor has the terminal ends the editor too") {
  const Student student;
  const std::string folder = student.checkout.temporary().string();
  const std::string editor = student.script("endless", "printf 'editing\\033[J'\nexec cat\n");
  TerminalRun watch(student.checkout, {.environment = {{"EDITOR", editor}}});
  watch.sees(kDone);
  watch.type("e");
  watch.sees("editing");
  watch.type("\x03");  // the editor's, on a terminal as it was: it is ended by it, we are not
  watch.sees(kDone);
  watch.type("e");
  watch.sees("editing");
  watch.signal(SIGTERM);
  CHECK(watch.ends() == 130);
  check_end(watch, student);
}

TEST_CASE("without a terminal watch says what to do instead, and ipclab alone is what it was") {
  const Student student;
  const Ended watch = run(student.checkout, {.args = {"watch"}});
  CHECK(watch.status == 2);
  CHECK_THAT(watch.err, ContainsSubstring("./ipclab check"));
  const Ended alone = run(student.checkout, {.args = {}});
  CHECK(alone.status == 0);
  CHECK_THAT(alone.out, ContainsSubstring("./ipclab"));
  CHECK(alone.out.find('\x1b') == std::string::npos);
}
