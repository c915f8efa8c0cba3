// The signals lab's contract (labs/signals/README.md) as checks.
#include "labs/alike.hpp"

#include <csignal>

namespace ipclab::labs {
namespace {

using namespace check;

// A stopper whose command, the given worker, has begun and waits for the end of its input.
Process& stop_worker(Trial& t, std::vector<std::string> status = {}) {
  status.insert(status.begin(), t.path_of("worker"));
  return t.start("stopper", {.args = std::move(status), .budget = kAtEndLittle});
}

// It sleeps, or has ended, and the time of its alarm has not come. (expect_sleeping would let it come, and it would ring.)
void has_set_its_alarm(Trial& t, const Process& clock) {
  t.expect_soon(clock.out(), "set\n");
  t.all_asleep();
  if (t.written(clock.out()) != "set\n")
    t.broken(clock, "not set", "alarm_clock has come to rest, no time has passed and no signal has come: it was to have printed \"set\", and nothing else.");
}

// One of the programs of two processes, when both of them sleep and wait for lines.
Process& awaiting_lines(Trial& t, std::string_view program) {
  auto& waiting = t.start(program, {.budget = kAtEndLittle});
  t.expect_sleeping(waiting, kWaiting);
  return waiting;
}

// "got LINE" for each of these lines.
std::string got(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "got " + line + "\n";
  return text;
}

const Registered signals{Lab{"signals", {

    // Step 1: stopper

    Check{.id = "runs-once",
          .says = "runs its command no more than once, and stays what it is",
          .program = "stopper",
          .with = {"worker"},
          .catches = {{"assign-or-compare", seen("twice")}},
          .man = "fork(2): returns twice, 0 in the child and the child's number in the parent; only its result tells which one you are.",
          .scenario = [](Trial& t) {
            auto& stopper = stop_worker(t).end_input();
            t.let_time_pass();
            const std::string& printed = t.written(stopper.out());
            if (printed.find("begun") != printed.rfind("begun"))
              t.broken(stopper, "twice", "The command was run twice: both processes have taken the way of the child.");
          }},

    Check{.id = "sleeps-beside-it",
          .says = "sleeps as long as the command runs, and ends by SIGTERM as ever",
          .program = "stopper",
          .with = {"worker"},
          .catches = {{"stop-race", exits_with(0)}},
          .needs = {"runs-once"},
          .man = "wait(2): without WNOHANG it sleeps until there is news of a child.",
          .scenario = [](Trial& t) {
            auto& stopper = stop_worker(t);
            t.expect_waiting(stopper, kWaiting, "begun\n");
            stopper.feed("some work\n");
            t.expect_waiting(stopper, kWaiting, "begun\n");
            stopper.signal(SIGTERM);
            ends_by(t, stopper, SIGTERM, "SIGTERM");
          }},

    Check{.id = "waits-for-the-stop",
          .says = "waits until the command has stopped, and ends it then",
          .program = "stopper",
          .with = {"worker"},
          .catches = {{"stop-race", wrong_output()}, {"stop-race", exits_with(0)}},
          .needs = {"runs-once"},
          .weight = 3,
          .schedules = 10,
          .man = "waitpid(2): with WNOHANG it returns 0 when there is no news; with WUNTRACED a stop is news, too.",
          .scenario = [](Trial& t) {
            auto& stopper = stop_worker(t);
            t.expect_soon(stopper.out(), "begun\n");
            t.expect_waiting(stopper, kWaiting, "begun\n");
            stopper.feed("some work\n");
            t.expect_waiting(stopper, kWaiting, "begun\n");
            stopper.end_input();
            t.expect(stopper, exits(0));
            t.expect(stopper.out(), equals("begun\nhalf done\nstopped\nkilled\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "nobody-left",
          .says = "has waited for its command when it ends",
          .program = "stopper",
          .with = {"worker"},
          .catches = {{"zombie", child_not_waited_for()}},
          .needs = {"runs-once"},
          .weight = 2,
          .man = "wait(2): a child that has ended is a zombie until its parent has waited for it; kill(2) does not wait.",
          .scenario = [](Trial& t) {
            auto& stopper = stop_worker(t).end_input();
            t.expect_alone_at_end(stopper);
          }},

    Check{.id = "ends-with-the-command",
          .says = "tells how a command has ended that never stops",
          .program = "stopper",
          .with = {"worker"},
          .needs = {"waits-for-the-stop"},
          .man = "wait(2): WIFSTOPPED, WIFEXITED and WIFSIGNALED tell the three kinds of news apart.",
          .scenario = [](Trial& t) {
            for (const std::string status : {"0", "3", "143"}) {
              auto& stopper = stop_worker(t, {status}).end_input();
              t.expect(stopper, exits(std::stoi(status)));
              t.expect(stopper.out(), equals("begun\nhalf done\nended " + status + "\n"));
              t.expect_alone_at_end(stopper);
            }
            auto& nowhere = t.start("stopper", {.args = {"./no-such-command"}}).end_input();
            t.expect(nowhere, exits(127));
            t.expect(nowhere.out(), equals("ended 127\n"));
            t.expect(nowhere.err(), says_something());
            refuses(t, "stopper", {});
            t.expect(t.leftovers(), nothing());
          }},

    // Step 2: alarm_clock

    Check{.id = "rings-when-told",
          .says = "rings when SIGALRM comes, and not before",
          .program = "alarm_clock",
          .catches = {{"alarm-default", killed_by("SIGALRM")}},
          .man = "signal(7): the default action of SIGALRM is to end the process; alarm(2) only sends it.",
          .scenario = [](Trial& t) {
            auto& clock = t.start("alarm_clock", {.args = {"1000000"}, .budget = kAtEndLittle}).end_input();
            has_set_its_alarm(t, clock);
            clock.signal(SIGALRM);
            t.expect(clock, exits(0));
            t.expect(clock.out(), equals("set\nring\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "rings",
          .says = "rings when its time has come, however long it takes to lie down to sleep",
          .program = "alarm_clock",
          .catches = {{"pause-race", stuck_in("pause")}},
          .needs = {"rings-when-told"},
          .weight = 3,
          .schedules = 10,
          .man = "sigsuspend(2): unblocks and sleeps in one step; between a look at a flag and pause(2) a signal can come.",
          .scenario = [](Trial& t) {
            auto& clock = t.start("alarm_clock", {.args = {"3"}, .budget = kAtEndLittle});
            t.expect(clock, exits(0));
            t.expect(clock.out(), equals("set\nring\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "sleeps-until-then",
          .says = "sleeps while it waits, and ends by SIGTERM as ever",
          .program = "alarm_clock",
          .man = "signal(7): what is not named keeps its default action; for SIGTERM that is the end.",
          .scenario = [](Trial& t) {
            auto& clock = t.start("alarm_clock", {.args = {"1000000"}, .budget = kAtEndLittle}).end_input();
            has_set_its_alarm(t, clock);
            t.stop_and_continue_all();
            has_set_its_alarm(t, clock);
            clock.signal(SIGTERM);
            ends_by(t, clock, SIGTERM, "SIGTERM");
          }},

    Check{.id = "seconds",
          .says = "takes a number of seconds, and says so when it gets something else",
          .program = "alarm_clock",
          .man = "strtol(3): where it stopped and errno tell whether all of the text was a number.",
          .scenario = [](Trial& t) {
            for (const std::string no_seconds : {"", "0", "-1", "soon", "5x", "1000001", "99999999999999999999"}) refuses(t, "alarm_clock", {no_seconds});
            refuses(t, "alarm_clock", {});
            refuses(t, "alarm_clock", {"1", "2"});
          }},

    // Step 3: catcher

    Check{.id = "looks-at-files",
          .says = "says how large each file is, or why nobody can tell",
          .program = "catcher",
          .man = "open(2): -1 means that it failed, and errno why; strerror(3) has the words.",
          .scenario = [](Trial& t) {
            t.file("five", "12345");
            t.file("nothing in it", "");
            auto& catcher = t.start("catcher");
            t.expect_soon(catcher.out(), "ready\n");
            catcher.feed("five\nnowhere\n");
            t.expect_soon(catcher.out(), "nowhere: No such file or directory\n");
            t.expect_waiting(catcher, kWaiting, "ready\nfive: 5 bytes\nnowhere: No such file or directory\n");
            catcher.feed("nothing in it\nfive/more").end_input();
            t.expect_soon(catcher.out(), "more: Not a directory\n");
            t.stop_and_continue_all();
            t.expect_sleeping(catcher, kWaiting);
            catcher.signal(SIGTERM);
            ends_by(t, catcher, SIGTERM, "SIGTERM");
            t.expect(catcher.out(), equals("ready\nfive: 5 bytes\nnowhere: No such file or directory\nnothing in it: 0 bytes\nfive/more: Not a directory\n"));
          }},

    Check{.id = "goes-on",
          .says = "answers each signal and goes on, also when there is nothing else left to do",
          .program = "catcher",
          .catches = {{"one-shot", wrong_output("missing")}},
          .man = "pause(2): returns after every signal whose handler has run.",
          .scenario = [](Trial& t) {
            auto& catcher = t.start("catcher", {.budget = kAtEndLittle}).end_input();
            std::string printed = "ready\n";
            t.expect_soon(catcher.out(), printed);
            for (const auto& [signal, line] : {std::pair{SIGINT, "got SIGINT\n"}, {SIGQUIT, "got SIGQUIT\n"}, {SIGQUIT, "got SIGQUIT\n"}, {SIGINT, "got SIGINT\n"}}) {
              t.all_asleep();
              catcher.signal(signal);
              t.expect_soon(catcher.out(), printed += line);
            }
            t.expect_waiting(catcher, kWaiting, printed);
          }},

    Check{.id = "own-errno",
          .says = "tells the error of its own call, whatever a handler does meanwhile",
          .program = "catcher",
          .catches = {{"errno-clobbered", wrong_output()}},
          .weight = 3,
          .schedules = 20,
          .man = "signal-safety(7): a handler saves errno and puts it back; fsync(2) fails for a pipe with EINVAL.",
          .scenario = [](Trial& t) {
            auto& catcher = t.start("catcher", {.budget = kAtEndLittle});
            t.expect_soon(catcher.out(), "ready\n");
            catcher.feed("nowhere\n").signal(SIGINT).signal(SIGQUIT);
            t.expect_sleeping(catcher, kWaiting);
            catcher.signal(SIGKILL);
            t.expect(catcher.out(), mixes("ready\n", {"nowhere: No such file or directory\n", "got SIGINT\n", "got SIGQUIT\n"}));
          }},

    Check{.id = "answers-at-once",
          .says = "answers a signal at once, at whatever moment it comes",
          .program = "catcher",
          .schedules = 10,
          .man = "signal(7): a signal comes between any two instructions; ppoll(2) and sigsuspend(2) let it in only where they sleep.",
          .scenario = [](Trial& t) {
            auto& catcher = t.start("catcher", {.budget = kAtEndLittle});
            t.expect_soon(catcher.out(), "ready\n");
            catcher.signal(SIGQUIT);
            t.expect_soon(catcher.out(), "got SIGQUIT\n");
            catcher.signal(SIGINT).end_input();
            t.expect_soon(catcher.out(), "got SIGINT\n");
            t.expect_waiting(catcher, kWaiting, "ready\ngot SIGQUIT\ngot SIGINT\n");
          }},

    Check{.id = "whole-lines",
          .says = "loses no line, doubles none and tears none when a signal comes while it prints",
          .program = "catcher",
          .catches = {{"unsafe-handler", wrong_output()}},
          .weight = 3,
          .man = "signal-safety(7): a handler that interrupts printf(3) or fflush(3) must not call them.",
          .scenario = [](Trial& t) {
            // Nobody reads: it sleeps in the middle of printing when the signals come.
            std::string paths, lines;
            for (int i = 100; i < 250; ++i) {
              paths += "nowhere/" + std::to_string(i) + "\n";
              lines += "nowhere/" + std::to_string(i) + ": No such file or directory\n";
            }
            auto& catcher = t.start("catcher", {.output_pipe = 4096, .output_held = true});
            t.expect_sleeping(catcher, kWaiting);
            catcher.take_some_output();
            t.expect_soon(catcher.out(), "ready\n");
            catcher.feed(paths);
            t.all_asleep();
            catcher.signal(SIGINT);
            t.all_asleep();
            catcher.release_output();
            t.expect_soon(catcher.out(), "nowhere/249");
            t.expect_sleeping(catcher, kWaiting);
            catcher.signal(SIGKILL);
            t.expect(catcher.out(), mixes("ready\n", {lines, "got SIGINT\n"}));
          }},

    // Step 4: notify

    Check{.id = "notify-ends",
          .says = "comes to its end when its input does",
          .program = "notify",
          .catches = {{"eof-flood", endless()}, {"eof-flood", wrong_output()}},
          .man = "getchar(3), read(2): the end of the input is no line; only the result tells.",
          .scenario = [](Trial& t) {
            auto& notify = t.start("notify", {.budget = kAtEndLittle}).end_input();
            t.expect(notify, exits(0));
            t.expect(notify.out(), empty());
            t.expect_alone_at_end(notify);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "stays",
          .says = "prints each line at once, and stays until there are no more",
          .program = "notify",
          .catches = {{"wait-interrupted", exits_with(0)}},
          .weight = 2,
          .man = "signal(7): wait(2) that was interrupted by a handler fails with EINTR, unless SA_RESTART starts it again.",
          .scenario = [](Trial& t) {
            auto& notify = awaiting_lines(t, "notify");
            std::string printed;
            for (const std::string line : {"one", "two", "", "the same", "the same", "five", "six"}) {
              notify.feed(line + "\n");
              t.expect_soon(notify.out(), printed += got({line}));
              t.stop_and_continue_all();
              t.expect_waiting(notify, kWaiting, printed);
            }
          }},

    Check{.id = "every-line",
          .says = "prints every line, though signals that come quickly become one",
          .program = "notify",
          .catches = {{"coalescing", wrong_output("missing")}},
          .needs = {"notify-ends", "stays"},
          .weight = 3,
          .schedules = 20,
          .man = "signal(7): a standard signal that is sent again while it is pending is not queued.",
          .scenario = [](Trial& t) {
            auto& notify = t.start("notify", {.input = "one\ntwo\nthree\n", .budget = kAtEndLittle}).end_input();
            t.expect(notify, exits(0));
            t.expect(notify.out(), equals(got({"one", "two", "three"})));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "keeps-up",
          .says = "prints every line, though one of its processes is faster than the other",
          .program = "notify",
          .catches = {{"overwrite", wrong_output()}},
          .needs = {"every-line"},
          .weight = 3,
          .schedules = 20,
          .man = "sem_wait(3): sleeps until there is room; sem_post(3) may be called from a signal handler.",
          .scenario = [](Trial& t) {
            const std::vector<std::string> lines{"1", "22", "333", "4", "55", "666", "7", "88", "999"};
            std::string input;
            for (const std::string& line : lines) input += line + "\n";
            auto& notify = t.start("notify", {.input = input, .budget = kAtEndLittle}).end_input();
            t.expect(notify, exits(0));
            t.expect(notify.out(), equals(got(lines)));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "many-lines",
          .says = "prints lines of all kinds, as many as there are, when its output is taken late",
          .program = "notify",
          .needs = {"keeps-up"},
          .man = "write(2): sleeps while the pipe is full; a handler that writes sleeps, too, and so does what it interrupted.",
          .scenario = [](Trial& t) {
            std::string input = "\n \t blanks \n" + std::string(79, 'x') + "\n", expected = got({"", " \t blanks ", std::string(79, 'x')});
            for (int i = 0; i < 600; ++i) {
              input += "line " + std::to_string(i) + "\n";
              expected += got({"line " + std::to_string(i)});
            }
            auto& notify = t.start("notify", {.output_pipe = 4096, .output_held = true}).feed(input + "no newline").end_input();
            t.all_asleep();
            notify.release_output();
            t.expect(notify, exits(0));
            t.expect(notify.out(), equals(expected + got({"no newline"})));
            t.expect_alone_at_end(notify);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 5: announce

    Check{.id = "early-line",
          .says = "is ready for its first line, however early that comes",
          .program = "announce",
          .catches = {{"handler-after-fork", killed_by("SIGUSR1")}},
          .weight = 3,
          .schedules = 20,
          .man = "fork(2): from there on nobody knows which of the two is faster; a child inherits the actions for signals.",
          .scenario = [](Trial& t) {
            auto& announce = t.start("announce", {.input = "one\ntwo\n", .budget = kAtEndLittle}).end_input();
            t.expect(announce, exits(0));
            t.expect(announce.out(), equals(got({"one", "two"})));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "empty-lines",
          .says = "prints an empty line as one",
          .program = "announce",
          .catches = {{"empty-line", wrong_output()}},
          .man = "scanf(3): %[ matches at least one character; where none matches nothing is stored, and the result says so.",
          .scenario = [](Trial& t) {
            auto& announce = awaiting_lines(t, "announce");
            announce.feed("one\n\n\n two \n").end_input();
            t.expect(announce, exits(0));
            t.expect(announce.out(), equals(got({"one", "", "", " two "})));
            t.expect_alone_at_end(announce);
          }},

    Check{.id = "long-lines",
          .says = "cuts a line that is too long, and nothing else",
          .program = "announce",
          .catches = {{"line-width", memory_error()}, {"line-width", killed_by()}, {"line-width", exits_with(1)}, {"line-width", wrong_output()}},
          .weight = 2,
          .build = Build::address,
          .man = "scanf(3): without a width, %[ writes past the end of any buffer.",
          .scenario = [](Trial& t) {
            auto& announce = awaiting_lines(t, "announce");
            announce.feed("short\n" + std::string(79, 'a') + "\n" + std::string(80, 'b') + "\n" + std::string(4000, 'c') + "\nshort again\n").end_input();
            t.expect(announce, exits(0));
            t.expect(announce.out(), equals(got({"short", std::string(79, 'a'), std::string(79, 'b'), std::string(79, 'c'), "short again"})));
          }},

    Check{.id = "announces-at-once",
          .says = "prints each line at once, sleeps meanwhile, and ends with its input",
          .program = "announce",
          .man = "wait(2): sleeps until a child has ended; a handler may run meanwhile.",
          .scenario = [](Trial& t) {
            auto& announce = awaiting_lines(t, "announce");
            std::string printed;
            for (const std::string line : {"one", "the same", "the same", " four "}) {
              announce.feed(line + "\n");
              t.expect_soon(announce.out(), printed += got({line}));
              t.stop_and_continue_all();
              t.expect_waiting(announce, kWaiting, printed);
            }
            announce.feed("no newline").end_input();
            t.expect(announce, exits(0));
            t.expect(announce.out(), equals(printed + got({"no newline"})));
            t.expect_alone_at_end(announce);
            auto& silent = t.start("announce").end_input();
            t.expect(silent, exits(0));
            t.expect(silent.out(), empty());
            t.expect(t.leftovers(), nothing());
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
