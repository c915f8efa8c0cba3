// The trial engine against a program whose behaviour is known: what each step of a scenario waits for, sees and says.
#include "check/lab.hpp"
#include "check/trial.hpp"
#include "check/wire.hpp"
#include "support/catch.hpp"
#include "support/inside.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <csignal>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::check;

namespace {

// One check of the lab "trial-tests" for each fact; the scenarios run inside worlds, so they cannot use Catch.
Check about(std::string_view id, void (*scenario)(Trial&)) { return {.id = id, .says = "", .program = "subject", .man = "", .scenario = scenario}; }

const Registered trial_tests{Lab{"trial-tests", {
    about("right-status", [](Trial& t) { t.expect(t.start("subject", {.args = {"exit", "3"}}), exits(3)); }),
    about("wrong-status", [](Trial& t) { t.expect(t.start("subject", {.args = {"exit", "3"}}), exits(0)); }),
    about("signal-is-no-status", [](Trial& t) { t.expect(t.start("subject", {.args = {"die", "11"}}), exits(11)); }),
    about("page-of-nothing", [](Trial& t) { t.expect(t.start("subject", {.args = {"die", "7"}}), exits(0)); }),
    about("signal-as-good", [](Trial& t) { t.expect(t.start("subject", {.args = {"die", "13"}}), exits(1).or_by(SIGPIPE)); }),
    about("any-end", [](Trial& t) { t.expect(t.start("subject", {.args = {"die", "11"}}), ends()); }),
    about("stuck", [](Trial& t) { t.expect(t.start("subject", {.args = {"deaf"}}).end_input(), exits(0)); }),
    about("waits-for-us", [](Trial& t) { t.expect(t.start("subject", {.args = {"count-reads"}}), exits(0)); }),
    about("spins", [](Trial& t) { t.expect(t.start("subject", {.args = {"spin"}, .budget = {.cpu_seconds = 0.1}}).end_input(), exits(0)); }),
    about("floods", [](Trial& t) { t.expect(t.start("subject", {.args = {"flood"}, .budget = {.bytes = 5000}}).end_input(), exits(0)); }),
    about("wakeful", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"spin"}}), 0.1); }),
    about("child-burns", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"child-spins"}}), 0.1); }),
    about("asks-on", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"asks-on"}}), 0.1); }),
    about("leaves-after-input", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"exit", "0"}, .input = "some"}), 0.1); }),
    about("pauses", [](Trial& t) { t.expect(t.start("subject", {.args = {"catches"}}), exits(0)); }),
    about("signalled", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"catches"}, .blocked = {SIGUSR1}, .ignored = {SIGQUIT}});
      t.expect_soon(subject.out(), "ready\n");
      t.all_asleep();
      subject.signal(SIGUSR1).signal(SIGUSR1).signal(SIGINT);
      t.expect(subject, exits(0));
    }),
    about("few-descriptors", [](Trial& t) { t.expect(t.start("subject", {.args = {"exit", "3"}, .most_open_files = 4}), exits(0)); }),
    about("two-of-one-name", [](Trial& t) {
      t.start("subject", {.args = {"count-reads"}});
      t.expect(t.start("subject", {.args = {"deaf"}}), exits(0));
    }),
    about("removes-first", [](Trial& t) {
      t.expect(t.start("subject", {.args = {"queue", "77"}}), exits(0));
      t.remove_queue(77);
      t.expect(t.start("subject", {.args = {"exit", "3"}}), exits(0));
    }),
    about("does-much-first", [](Trial& t) {
      t.expect(t.start("subject", {.args = {"exit", "0"}}), exits(0));
      t.expect(t.start("subject", {.args = {"exit", "1"}}), exits(1));
      auto& subject = t.start("subject", {.args = {"catches"}, .output_held = true});
      t.all_asleep();
      subject.take_some_output().release_output().signal(SIGCONT).signal(SIGCONT).signal(SIGCONT).close_output();
      t.expect(t.start("subject", {.args = {"exit", "3"}}), exits(0));
    }),
    about("family", [](Trial& t) { t.expect(t.start("subject", {.args = {"family"}}).end_input(), exits(0)); }),
    about("sleeps", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"count-reads"}}), 0.1); }),
    about("leaves-early", [](Trial& t) { t.expect_sleeping(t.start("subject", {.args = {"exit", "0"}}), 0.1); }),
    about("output-equals", [](Trial& t) { t.expect(t.start("subject", {.args = {"say", "hello"}}).out(), equals("hello")); }),
    about("output-differs", [](Trial& t) { t.expect(t.start("subject", {.args = {"bytes"}}).out(), equals(std::string("\xff\0\xc3\xb6", 4))); }),
    about("output-lacks-end", [](Trial& t) { t.expect(t.start("subject", {.args = {"say", "hel"}}).out(), equals("hello")); }),
    about("output-and-more", [](Trial& t) { t.expect(t.start("subject", {.args = {"say", "hello"}}).out(), equals("hel")); }),
    about("no-message", [](Trial& t) { t.expect(t.start("subject", {.args = {"exit", "0"}}).err(), says_something()); }),
    about("a-message", [](Trial& t) { t.expect(t.start("subject", {.args = {"complain"}}).err(), says_something()); }),
    about("byte-by-byte", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"count-reads"}}).feed_byte_by_byte("twelve bytes").end_input();
      t.expect(subject.out(), equals("12\n"));
    }),
    about("input-first", [](Trial& t) { t.expect(t.start("subject", {.args = {"waiting"}, .input = "seven b"}).out(), equals("7\n")); }),
    about("short-write", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"write-once"}, .output_pipe = 4096, .output_held = true}).end_input();
      t.stop_and_continue_all();
      subject.release_output();
      t.expect(subject, exits(0));
      t.expect(subject.err(), equals("4096\n"));
    }),
    about("whole-write", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"write-once"}, .output_pipe = 4096, .output_held = true}).end_input();
      t.all_asleep();
      subject.release_output();
      t.expect(subject.err(), equals("60000\n"));
    }),
    about("little-room", [](Trial& t) {
      auto& fits = t.start("subject", {.args = {"say", "seven b"}, .output_held = true, .output_room = 7});
      t.expect(fits, exits(0));
      auto& waits = t.start("subject", {.args = {"say", "eight by"}, .output_pipe = 4096, .output_held = true, .output_room = 7});
      t.all_asleep();
      if (!t.over() && t.ended_by_itself(waits)) t.give_up("it had more room than it was given");
      for (auto* one : {&fits, &waits}) one->release_output();
      t.expect(waits, exits(0));
      t.expect(fits.out(), equals("seven b"));
      t.expect(waits.out(), equals("eight by"));
    }),
    about("soon-after-its-end", [](Trial& t) {
      t.start("subject", {.args = {"deaf"}});  // sleeps on
      t.expect_soon(t.start("subject", {.args = {"say", "hello"}}).out(), "hello, world");
    }),
    about("one-of-two-statuses", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"exit", "3"}});
      auto& killed = t.start("subject", {.args = {"die", "11"}});
      if (t.ended_with(killed, 11)) t.give_up("it had not ended yet, or was killed");
      for (auto* one : {&subject, &killed}) t.expect(*one, ends());
      if (!t.ended_with(subject, 3) || t.ended_with(subject, 0) || t.ended_with(killed, 11)) t.give_up("that was another status");
    }),
    about("output-closed", [](Trial& t) { t.expect(t.start("subject", {.args = {"flood"}, .output_closed = true}), exits(0)); }),
    about("alone", [](Trial& t) { t.expect_alone_at_end(t.start("subject", {.args = {"alone"}})); }),
    about("zombie", [](Trial& t) { t.expect_alone_at_end(t.start("subject", {.args = {"zombie"}})); }),
    about("runs-on", [](Trial& t) { t.expect_alone_at_end(t.start("subject", {.args = {"runs-on"}})); }),
    about("grandchild", [](Trial& t) { t.expect_alone_at_end(t.start("subject", {.args = {"grandchild"}})); }),
    about("killed-child", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"waits-for-pausing-child"}});
      if (t.kill_children_of(subject, SIGTERM) != 1) t.give_up("there was not one child");
      t.expect(subject, exits(128 + SIGTERM));
    }),
    about("signalled-child", [](Trial& t) {
      auto& subject = t.start("subject", {.args = {"waits-for-pausing-child"}});
      if (!t.signal_a_child_of(subject, SIGTERM)) t.give_up("there was no child");
      t.expect(subject, exits(128 + SIGTERM));
      if (t.signal_a_child_of(subject, SIGTERM)) t.give_up("it has ended, and yet had a child");
    }),
    about("little-memory", [](Trial& t) {
      t.expect(t.start("subject", {.args = {"memory", "20000000"}}), exits(0));
      t.expect(t.start("subject", {.args = {"memory", "20000000"}, .most_memory = 16U << 20}), exits(1));
    }),
    about("no-memory", [](Trial& t) { t.expect(t.start("subject", {.args = {"memory", "20000000"}, .most_memory = 16U << 20}), exits(0)); }),
    about("left-process", [](Trial& t) { t.start("subject", {.args = {"runs-on"}}); t.expect(t.leftovers(), nothing()); }),
    about("left-segment", [](Trial& t) { t.start("subject", {.args = {"segment"}}); t.expect(t.leftovers(), nothing()); }),
    about("left-queue", [](Trial& t) { t.start("subject", {.args = {"queue", "7001"}}); t.expect(t.leftovers(), nothing()); }),
    about("posts", [](Trial& t) {
      t.expect(t.start("subject", {.args = {"post", "7001", "5", "one"}}), exits(0));
      t.expect(t.start("subject", {.args = {"post", "7001", "3", ""}}), exits(0));
      if (t.messages_in(7001) != 2 || t.messages_in(7002)) t.give_up("other messages than were put in");
      const auto second = t.take_message(7001, 3), first = t.take_message(7001), none = t.take_message(7001);
      if (!first || first->type != 5 || first->bytes != "one") t.give_up("that is not the first");
      if (!second || second->type != 3 || !second->bytes.empty()) t.give_up("that is not the second");
      if (none || t.take_message(7002) || t.messages_in(7001) != 0) t.give_up("there was one more");
      t.remove_queue(7001);
      t.remove_queue(7002);
      t.expect(t.leftovers(), nothing());
    }),
    about("collects", [](Trial& t) {
      t.put_message(7001, 1, "early");
      auto& early = t.start("subject", {.args = {"collect", "7001"}});
      t.expect(early, exits(0));
      t.expect(early.out(), equals("early"));
      auto& late = t.start("subject", {.args = {"collect", "7001"}});
      t.expect_sleeping(late, 0.2);
      t.put_message(7001, 1, std::string("a\0b", 3));
      t.expect(late, exits(0));
      t.expect(late.out(), equals(std::string("a\0b", 3)));
      auto& never = t.start("subject", {.args = {"collect", "7001"}});
      t.expect_sleeping(never, 0.2);
      t.remove_queue(7001);
      t.expect(never, exits(4));
      t.put_message(7001, 1, "for whom?");
      t.expect(t.start("subject", {.args = {"remove-queue", "7001"}}), exits(0));
      t.expect(t.leftovers(), nothing());
    }),
    about("never-collects", [](Trial& t) { t.put_message(7001, 1, ""); (void)t.take_message(7001); t.expect(t.start("subject", {.args = {"collect", "7001"}}), exits(0)); }),
    about("full-queue", [](Trial& t) { for (int i = 0; i < 100; ++i) t.put_message(7001, 1, std::string(1000, 'x')); }),
    about("left-fifo", [](Trial& t) { t.start("subject", {.args = {"fifo"}}); t.expect(t.leftovers(), nothing()); }),
    about("left-file", [](Trial& t) { t.start("subject", {.args = {"file"}}); t.expect(t.leftovers(), nothing()); }),
    about("our-file", [](Trial& t) { t.file("ours", "x"); t.expect(t.leftovers(), nothing()); }),
    about("our-fifo", [](Trial& t) { t.fifo("ours"); t.expect(t.leftovers(), nothing()); }),
    about("reads-fifo", [](Trial& t) {
      t.fifo("ours");
      auto& end = t.read_fifo("ours");
      t.expect(end.out(), empty());
      for (const char* text : {"one\n", "two\n"}) t.expect(t.start("subject", {.args = {"put", "ours", text}}), exits(0));
      t.expect(end.out(), equals("one\ntwo\n"));
    }),
    about("other-through-fifo", [](Trial& t) {
      t.fifo("ours");
      auto& end = t.read_fifo("ours");
      t.expect(t.start("subject", {.args = {"put", "ours", "one\n"}}), exits(0));
      t.expect(end.out(), equals("two\n"));
    }),
    about("nothing-through-fifo", [](Trial& t) {
      t.fifo("ours");
      auto& end = t.read_fifo("ours");
      t.expect(t.start("subject", {.args = {"exit", "0"}}), exits(0));
      t.expect_soon(end.out(), "one\n");
    }),
    about("unread-fifo", [](Trial& t) {
      t.fifo("ours");
      t.expect(t.start("subject", {.args = {"put", "ours", "one\n"}}), exits(3));
      auto& end = t.read_fifo("ours");
      t.expect(t.start("subject", {.args = {"put", "ours", "one\n"}}), exits(0));
      end.close_output();
      t.expect(t.start("subject", {.args = {"put", "ours", "one\n"}}), exits(3));
    }),
    about("writes-fifo", [](Trial& t) {
      t.fifo("ours");
      auto& subject = t.start("subject", {.args = {"get", "ours"}});
      auto& end = t.write_fifo("ours").feed("in one piece, ").feed_byte_by_byte("in many");
      t.expect_soon(subject.out(), "many");
      t.expect_sleeping(subject, 0.2);
      end.end_input();
      t.expect(subject, exits(0));
    }),
    about("waits-for-our-end", [](Trial& t) {
      t.fifo("ours");
      auto& subject = t.start("subject", {.args = {"get", "ours"}});
      t.write_fifo("ours").feed("more");
      t.expect(subject, exits(0));
    }),
    about("nobody-reads-fifo", [](Trial& t) { t.fifo("ours"); t.start("subject", {.args = {"deaf"}}); t.write_fifo("ours"); }),
    about("no-fifo", [](Trial& t) { t.file("ours", ""); t.start("subject", {.args = {"exit", "0"}}); t.read_fifo("ours"); }),
    about("full-fifo", [](Trial& t) {
      t.fifo("ours");
      auto& end = t.read_fifo("ours", {.capacity = 4096, .held = true});
      const std::string page(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)), 'x');
      t.write_fifo("ours").feed(page);
      t.all_asleep();
      t.expect(t.start("subject", {.args = {"put", "ours", "one"}}), exits(4));
      auto& waiting = t.start("subject", {.args = {"put-waiting", "ours", "two"}});
      t.expect_sleeping(waiting, 0.2);
      end.release_output();
      t.expect(waiting, exits(0));
      t.expect(end.out(), equals(page + "two"));
    }),
    about("held-fifo", [](Trial& t) {
      t.fifo("ours");
      t.read_fifo("ours", {.capacity = 4096, .held = true});
      t.write_fifo("ours").feed(std::string(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)), 'x'));
      t.all_asleep();
      t.expect(t.start("subject", {.args = {"put-waiting", "ours", "two"}}), exits(0));
    }),
    about("right-mode", [](Trial& t) { t.start("subject", {.args = {"fifo"}}); t.expect_fifo("left", 0600); }),
    about("wrong-mode", [](Trial& t) { t.start("subject", {.args = {"fifo"}}); t.expect_fifo("left", 0640); }),
    about("mode-of-a-file", [](Trial& t) { t.start("subject", {.args = {"file"}}); t.expect_fifo("left", 0600); }),
    about("first-counts", [](Trial& t) {
      t.expect(t.start("subject", {.args = {"exit", "3"}}), exits(0));
      t.expect(t.start("subject", {.args = {"segment"}}), exits(4));
      t.give_up("never reached");
    }),
    about("wants-a-queue", [](Trial& t) { t.expect(t.start("subject", {.args = {"posix-queue"}}), exits(0)); }),
    about("lives-without-a-queue", [](Trial& t) { t.expect(t.start("subject", {.args = {"posix-queue"}}), ends()); }),
    about("given-up", [](Trial& t) { t.give_up("for a reason"); }),
    about("throws", [](Trial& t) { t.start("nobody"); }),
}}};

int line_with(const std::string& mark) {
  const auto lines = tests::lines_of(tests::text_of("tests/support/targets/subject.cpp"));
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(mark) != std::string::npos; });
  return static_cast<int>(found - lines.begin()) + 1;
}

CheckResult run(std::string_view id, const world::Isolation& isolation) {
  const Check* check = find_check("trial-tests", id);
  REQUIRE(check != nullptr);
  CheckResult result;
  world::Pool pool(isolation, 1);
  pool.submit(trial_job("trial-tests", *check, {{"subject", IPCLAB_TARGETS "/subject"}}),
              [&](const world::Reply& reply) { result = read_trial("trial-tests", *check, reply).result; });
  pool.run();
  return result;
}

CheckResult run(std::string_view id) {
  static const world::Isolation isolation = world::probe();
  return run(id, isolation);
}

void expect_passed(std::string_view id) {
  const CheckResult result = run(id);
  INFO(id << ": " << name(result.verdict) << " " << result.because << (result.finding ? result.finding->happened : ""));
  CHECK(result.verdict == Verdict::passed);
}

Finding expect_failed(std::string_view id, Symptom::Kind kind, std::string_view detail) {
  const CheckResult result = run(id);
  INFO(id << ": " << name(result.verdict) << " " << result.because << (result.finding ? result.finding->happened : ""));
  REQUIRE(result.verdict == Verdict::failed);
  REQUIRE(result.finding);
  CHECK(result.finding->symptom.kind == kind);
  CHECK(result.finding->symptom.detail == detail);
  CHECK_FALSE(result.finding->happened.empty());
  return *result.finding;
}

}  // namespace

TEST_CASE("kept promises pass") {
  for (const char* id : {"right-status", "signal-as-good", "any-end", "sleeps", "output-equals", "a-message", "byte-by-byte", "input-first",
                         "short-write", "whole-write", "little-room", "killed-child", "signalled-child", "little-memory", "our-file", "our-fifo", "reads-fifo", "unread-fifo", "writes-fifo", "full-fifo",
                         "right-mode", "one-of-two-statuses"})
    expect_passed(id);
}

TEST_CASE("an exit status and a signal are told apart") {
  expect_failed("wrong-status", Symptom::Kind::status, "3");
  expect_failed("signal-is-no-status", Symptom::Kind::killed, "SIGSEGV");
  expect_failed("output-closed", Symptom::Kind::killed, "SIGPIPE");
}

TEST_CASE("SIGBUS is explained by what a program does to get it") {
  const Finding finding = expect_failed("page-of-nothing", Symptom::Kind::killed, "SIGBUS");
  REQUIRE_FALSE(finding.notes.empty());
  CHECK(finding.notes.front().find("a page of a mapping that has nothing behind it") != std::string::npos);
}

TEST_CASE("what is blocked for ever names its call, its pipe and its line") {
  const Finding finding = expect_failed("stuck", Symptom::Kind::stuck, "read");
  REQUIRE(finding.waiting.size() == 1);
  const Waiting& line = finding.waiting.front();
  CHECK(line.who == "subject");
  CHECK(line.call == "read(3)");
  CHECK_THAT(line.object, Catch::Matchers::StartsWith("pipe:["));
  CHECK_THAT(line.because, Catch::Matchers::ContainsSubstring("fd 4 of subject itself"));
  REQUIRE(line.at);
  CHECK(line.at->file == "subject.cpp");
}

TEST_CASE("a program that waits for input which will not come is stuck, and the report says that its input is open") {
  const Finding finding = expect_failed("waits-for-us", Symptom::Kind::stuck, "read");
  REQUIRE_FALSE(finding.notes.empty());
  CHECK_THAT(finding.notes.front(), Catch::Matchers::ContainsSubstring("still open"));
}

TEST_CASE("budgets end what never ends") {
  expect_failed("spins", Symptom::Kind::endless, "cpu");
  expect_failed("floods", Symptom::Kind::endless, "bytes");
  expect_failed("wakeful", Symptom::Kind::endless, "cpu");
}

TEST_CASE("who burns CPU time is told, and where") {
  const Finding spins = expect_failed("wakeful", Symptom::Kind::endless, "cpu");
  CHECK_THAT(spins.happened, Catch::Matchers::StartsWith("subject was to sleep until something happens that it waits for; instead it has used 0."));
  REQUIRE(spins.waiting.size() == 1);
  CHECK(spins.waiting[0].who == "subject");
  CHECK_THAT(spins.waiting[0].object, Catch::Matchers::EndsWith("s of CPU time"));
  REQUIRE(spins.at);
  CHECK(spins.at->file == "subject.cpp");
  const Finding child = expect_failed("child-burns", Symptom::Kind::endless, "cpu");
  REQUIRE(child.waiting.size() == 1);
  CHECK(child.waiting[0].who == "subject's child");
  REQUIRE(child.at);
  CHECK(child.at->line == line_with("burns here"));
  const Finding asks = expect_failed("asks-on", Symptom::Kind::endless, "cpu");
  REQUIRE(asks.at);
  CHECK(asks.at->line == line_with("asks here"));
}

TEST_CASE("a program that ends instead of waiting has ended too early") {
  CHECK(expect_failed("leaves-early", Symptom::Kind::status, "0").happened == "subject ended with exit 0 while it was to wait.");
  CHECK(expect_failed("leaves-after-input", Symptom::Kind::status, "0").happened ==
        "subject ended with exit 0 while its input was still open; it was to wait for more.");
}

TEST_CASE("an input that plays no part is not spoken of") {
  for (const std::string& note : expect_failed("pauses", Symptom::Kind::stuck, "pause").notes)
    CHECK_THAT(note, !Catch::Matchers::ContainsSubstring("input"));
}

TEST_CASE("the signals that the grader sent, and those blocked at the start, are told") {
  const Finding finding = expect_failed("signalled", Symptom::Kind::status, "5");
  REQUIRE(finding.notes.size() >= 2);
  CHECK(finding.notes[0] == "Before that: the grader sent subject SIGUSR1 (2 times); the grader sent subject SIGINT.");
  CHECK(finding.notes[1] == "subject was run as `subject catches`. It was started with SIGUSR1 blocked and SIGQUIT ignored.");
}

TEST_CASE("a limit on descriptors that a scenario sets is told") {
  const Finding finding = expect_failed("few-descriptors", Symptom::Kind::status, "3");
  REQUIRE_FALSE(finding.notes.empty());
  CHECK(finding.notes.front() == "subject was run as `subject exit 3`, with a limit of 4 open descriptors.");
}

TEST_CASE("a limit on memory that a scenario sets is told, and how to set it by hand") {
  const Finding finding = expect_failed("no-memory", Symptom::Kind::status, "1");
  REQUIRE_FALSE(finding.notes.empty());
  CHECK(finding.notes.front() == "subject was run as `subject memory 20000000`, with 16 MiB of address space (ulimit -v 16384).");
}

TEST_CASE("two programs of one name are told apart, and how each was run") {
  const Finding finding = expect_failed("two-of-one-name", Symptom::Kind::stuck, "read");
  REQUIRE(finding.waiting.size() == 2);
  CHECK(finding.waiting[0].who == "subject");
  CHECK(finding.waiting[1].who == "subject#2");
  REQUIRE(finding.notes.size() == 2);
  CHECK(finding.notes[0] == "subject#2 (the second subject) was run as `subject deaf`.");
  CHECK(finding.notes[1] == "subject was run as `subject count-reads`.");
  CHECK(finding.happened == "subject#2 never ends: all processes are blocked for ever.");
}

TEST_CASE("what the grader did before a promise was broken is told, with what was run before, the last of it") {
  const Finding removed = expect_failed("removes-first", Symptom::Kind::status, "3");
  REQUIRE(removed.notes.size() == 2);
  CHECK(removed.notes[0] == "Before that: subject was run as `subject queue 77` and ended with exit 0; the grader removed the queue with the key 77 = 0x4d.");
  CHECK(removed.notes[1] == "subject#2 (the second subject) was run as `subject exit 3`.");
  const Finding busy = expect_failed("does-much-first", Symptom::Kind::status, "3");
  CHECK(busy.notes.front() == "Before that, after 3 more steps: the grader read a part of subject#3's output; the grader began to read subject#3's output; "
                              "the grader sent subject#3 SIGCONT (3 times); the grader closed its end of subject#3's output.");
  CHECK(busy.notes[1] == "subject#4 (the fourth subject) was run as `subject exit 3`.");
}

TEST_CASE("a thread and a child are called in findings as in pictures") {
  const Check* check = find_check("trial-tests", "family");
  CheckResult result;
  world::Pool pool(world::probe(), 1);
  pool.submit(trial_job("trial-tests", *check, {{"subject", IPCLAB_TARGETS "/subject"}}, schedule::Plan{}),
              [&](const world::Reply& reply) { result = read_trial("trial-tests", *check, reply).result; });
  pool.run();
  REQUIRE(result.finding);
  const Finding& finding = *result.finding;
  std::vector<std::string> who;
  for (const Waiting& line : finding.waiting) who.push_back(line.who);
  CHECK(who == std::vector<std::string>{"subject", "thread 1 of subject", "subject's child", "subject's child 2"});
  CHECK(finding.happened == "subject never ends: all its processes are blocked for ever.");
}

TEST_CASE("output is compared byte by byte and shown in printable form") {
  const Finding finding = expect_failed("output-differs", Symptom::Kind::output, "different");
  CHECK(finding.actual == "\\xff\\0ä");
  expect_failed("output-lacks-end", Symptom::Kind::output, "missing");
  expect_failed("output-and-more", Symptom::Kind::output, "extra");
  expect_failed("no-message", Symptom::Kind::output, "missing");
}

TEST_CASE("nothing more is expected soon of a stream that has come to its end") {
  const Finding finding = expect_failed("soon-after-its-end", Symptom::Kind::output, "missing");
  CHECK(finding.actual == "hello");
}

TEST_CASE("who is still there when a program ends is seen at its last call") {
  if (!world::probe().calls_watched) SKIP_TEST("calls cannot be watched here");
  expect_passed("alone");
  const Finding zombie = expect_failed("zombie", Symptom::Kind::unreaped, "");
  CHECK_THAT(zombie.notes.front(), Catch::Matchers::ContainsSubstring("zombie"));
  expect_failed("runs-on", Symptom::Kind::unreaped, "");
  expect_failed("grandchild", Symptom::Kind::unreaped, "");
}

TEST_CASE("what stays behind is found and named") {
  const Finding process = expect_failed("left-process", Symptom::Kind::left, "process");
  REQUIRE(process.waiting.size() == 1);
  CHECK(process.waiting.front().call == "pause");
  expect_failed("left-segment", Symptom::Kind::left, "shm");
  expect_failed("left-queue", Symptom::Kind::left, "msg");
  expect_failed("left-fifo", Symptom::Kind::left, "fifo");
  expect_failed("left-file", Symptom::Kind::left, "file");
}

TEST_CASE("what comes through a FIFO is judged when its writers have ended, and who wrote is told") {
  const Finding other = expect_failed("other-through-fifo", Symptom::Kind::output, "different");
  CHECK(other.happened == "Somebody wrote something else to the FIFO ours than promised. The first difference is at byte 0 (counted from 0).");
  REQUIRE(other.notes.size() == 2);
  CHECK(other.notes[0] == "Before that: the grader opened the FIFO ours to read.");
  CHECK(other.notes[1] == "`subject put ours 'one\\n'` ended with exit 0.");
  expect_failed("nothing-through-fifo", Symptom::Kind::output, "missing");
}

TEST_CASE("who waits at a FIFO for the grader, which does nothing more, waits for ever") {
  expect_failed("waits-for-our-end", Symptom::Kind::stuck, "read");
  expect_failed("held-fifo", Symptom::Kind::stuck, "write");
  const Finding unread = expect_failed("nobody-reads-fifo", Symptom::Kind::state, "not read");
  CHECK(unread.waiting.size() == 1);
}

TEST_CASE("the grader puts messages into queues, takes them out and removes queues, and waits for nobody there") {
  expect_passed("posts");
  expect_passed("collects");
  expect_failed("never-collects", Symptom::Kind::stuck, "msgrcv");
  CHECK(run("full-queue").verdict == Verdict::inconclusive);
}

TEST_CASE("a FIFO is told from a file, and its permission bits are looked at") {
  expect_failed("no-fifo", Symptom::Kind::state, "no fifo");
  expect_failed("mode-of-a-file", Symptom::Kind::state, "no fifo");
  const Finding mode = expect_failed("wrong-mode", Symptom::Kind::state, "mode");
  CHECK(mode.happened == "The FIFO left has the permission bits 0600; promised were 0640.");
}

TEST_CASE("the first broken promise is the finding, and nothing happens after it") {
  const Finding finding = expect_failed("first-counts", Symptom::Kind::status, "3");
  REQUIRE(finding.notes.size() == 1);
  CHECK(finding.notes.front() == "subject was run as `subject exit 3`.");
}

TEST_CASE("giving up is inconclusive, and the grader's own trouble is broken") {
  const CheckResult given_up = run("given-up");
  CHECK(given_up.verdict == Verdict::inconclusive);
  CHECK(given_up.because == "for a reason");
  const CheckResult thrown = run("throws");
  CHECK(thrown.verdict == Verdict::broken);
  CHECK_THAT(thrown.because, Catch::Matchers::ContainsSubstring("nobody"));
}

TEST_CASE("who wants a POSIX queue that a world cannot give has broken no promise") {
  std::vector<world::Isolation> isolations = tests::all_tiers();
  isolations.push_back(tests::isolation_of(world::Tier::reduced));
  isolations.back().calls_watched = false;
  for (const world::Isolation& isolation : isolations) {
    INFO(world::name(isolation.tier) << (isolation.calls_watched ? "" : ", calls are not watched"));
    CHECK(run("lives-without-a-queue", isolation).verdict == Verdict::passed);
    const CheckResult wants = run("wants-a-queue", isolation);
    if (tests::has_queues(isolation.tier)) {
      CHECK(wants.verdict == Verdict::passed);
    } else {
      CHECK(wants.verdict == Verdict::inconclusive);
      CHECK_THAT(wants.because, Catch::Matchers::StartsWith("subject uses POSIX message queues (mq_open(3)); "));
    }
  }
}

TEST_CASE("an answer that is none is broken, never a pass") {
  const Check* check = find_check("trial-tests", "alone");
  for (const char* text : {"", "{}", "{\"verdict\":\"passed\"}", "{\"verdict\":\"splendid\",\"because\":\"\",\"ms\":1}"}) {
    world::Reply reply;
    reply.text = text;
    CHECK(read_trial("trial-tests", *check, reply).result.verdict == Verdict::broken);
  }
}
