// The sigprocmask lab's contract (labs/sigprocmask/README.md) as checks.
#include "labs/alike.hpp"

#include <csignal>

namespace ipclab::labs {
namespace {

using namespace check;

// It waits, and this is all that it has printed. That is the end of it: only a stream that has ended is surely whole,
// for a program that naps between two looks may be just about to look.
void waits_with(Trial& t, Process& process, const std::string& printed) {
  t.expect_waiting(process, kWaiting, printed);
  process.signal(SIGKILL);
  t.expect(process.out(), equals(printed));
}

// A mask whose settings have been read: it answers signals now.
Process& open_mask(Trial& t) {
  auto& mask = t.start("mask", {.input = "some settings\n", .budget = kAtEndLittle}).end_input();
  t.expect_soon(mask.out(), "open\n");
  return mask;
}

// What report prints when launcher was started as usual.
const std::string kUsual = "blocked: none\nignored: none\n";

// A launcher whose command, the given report, has told what it was started with, and waits for the end of its input.
Process& launch_report(Trial& t, const std::string& status, std::vector<int> blocked = {}, std::vector<int> ignored = {}) {
  auto& launcher = t.start("launcher", {.args = {t.path_of("report"), status}, .blocked = std::move(blocked), .ignored = std::move(ignored), .budget = kAtEndLittle});
  t.expect_soon(launcher.out(), "\nignored: ");
  return launcher;
}

const Registered sigprocmask{Lab{"sigprocmask", {

    // Step 1: mask

    Check{.id = "kept-back",
          .says = "keeps SIGINT back until its input has ended, and answers it then, once",
          .program = "mask",
          .catches = {{"unblock-first", killed_by("SIGINT")}},
          .weight = 2,
          .schedules = 10,
          .man = "sigprocmask(2): if signals are pending, one is delivered before the call that unblocks them returns.",
          .scenario = [](Trial& t) {
            auto& mask = t.start("mask", {.input = "some settings\n"});
            t.expect_soon(mask.out(), "blocked\n");
            mask.signal(SIGINT).feed("\n \nand more\n");
            t.expect_waiting(mask, kWaiting, "blocked\n");
            mask.signal(SIGINT).end_input();
            t.expect_soon(mask.out(), "open\ngot SIGINT\n");
            waits_with(t, mask, "blocked\nopen\ngot SIGINT\n");
          }},

    Check{.id = "every-time",
          .says = "answers SIGINT every time it comes, and sleeps meanwhile",
          .program = "mask",
          .catches = {{"uninitialised-action", killed_by("SIGINT")}},
          .schedules = 10,
          .man = "sigaction(2): SA_RESETHAND restores the default action on entry to the handler; sa_flags is read as it is.",
          .scenario = [](Trial& t) {
            auto& mask = open_mask(t);
            std::string answers;
            for (int round = 0; round < 3; ++round) {
              mask.signal(SIGINT);
              t.expect_soon(mask.out(), "open\n" + (answers += "got SIGINT\n"));
            }
            waits_with(t, mask, "blocked\nopen\n" + answers);
          }},

    Check{.id = "quits",
          .says = "ends on SIGQUIT, with a word and exit 0",
          .program = "mask",
          .catches = {{"wrong-signal", killed_by("SIGQUIT")}},
          .man = "signal(7): the default action of SIGQUIT ends the process, with a core dump; sigaction(2) changes it for one signal.",
          .scenario = [](Trial& t) {
            auto& mask = open_mask(t);
            t.stop_and_continue_all();
            mask.signal(SIGQUIT);
            t.expect(mask, exits(0));
            t.expect(mask.out(), equals("blocked\nopen\ngot SIGQUIT\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "others-untouched",
          .says = "leaves all other signals what they are: SIGTERM ends it at any time",
          .program = "mask",
          .catches = {{"wrong-signal", seen("ended by itself")}},
          .man = "signal(7): what is not named keeps its default action; for SIGTERM that is the end.",
          .scenario = [](Trial& t) {
            auto& reading = t.start("mask");
            t.expect_soon(reading.out(), "blocked\n");
            reading.signal(SIGTERM);
            ends_by(t, reading, SIGTERM, "SIGTERM");
            auto& mask = open_mask(t);
            mask.signal(SIGTERM);
            ends_by(t, mask, SIGTERM, "SIGTERM");
          }},

    Check{.id = "quit-kept-back",
          .says = "keeps SIGQUIT back until its input has ended, and ends by its own word then",
          .program = "mask",
          .needs = {"kept-back", "quits"},
          .weight = 2,
          .man = "sigprocmask(2): if signals are pending, one is delivered before the call that unblocks them returns.",
          .scenario = [](Trial& t) {
            auto& mask = t.start("mask");
            t.expect_soon(mask.out(), "blocked\n");
            mask.signal(SIGQUIT);
            t.expect_waiting(mask, kWaiting, "blocked\n");
            t.stop_and_continue_all();
            mask.signal(SIGQUIT).end_input();
            t.expect(mask, exits(0));
            t.expect(mask.out(), equals("blocked\nopen\ngot SIGQUIT\n"));
            auto& both = t.start("mask");
            t.expect_soon(both.out(), "blocked\n");
            both.signal(SIGINT).signal(SIGQUIT).end_input();
            t.expect(both, exits(0));
            t.expect(both.out(), starts_with("blocked\nopen\ngot SIG"));
            t.expect(both.out(), lacks("got SIGQUIT\ngot SIGINT"));
          }},

    // Step 2: pending

    Check{.id = "nothing-came",
          .says = "says that nothing is pending when nothing has come",
          .program = "pending",
          .catches = {{"own-set", wrong_output()}},
          .schedules = 2,
          .man = "sigpending(2): gives the set of signals that wait for delivery; a set of our own holds what we put in.",
          .scenario = [](Trial& t) {
            auto& pending = t.start("pending", {.input = "some work\n", .budget = kAtEndLittle}).end_input();
            t.expect(pending, exits(0));
            t.expect(pending.out(), equals("blocked\npending nothing\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "sleeps-at-work",
          .says = "sleeps while it waits for more work, and ends by SIGTERM as ever",
          .program = "pending",
          .catches = {{"sleep-as-window", exits_with(0)}, {"sleep-as-window", wrong_output()}},
          .man = "signal(7): what is not named keeps its default action; for SIGTERM that is the end.",
          .scenario = [](Trial& t) {
            auto& pending = t.start("pending", {.input = "some work\n"});
            t.expect_soon(pending.out(), "blocked\n");
            t.expect_waiting(pending, kWaiting, "blocked\n");
            t.stop_and_continue_all();
            t.expect_waiting(pending, kWaiting, "blocked\n");
            pending.signal(SIGTERM);
            ends_by(t, pending, SIGTERM, "SIGTERM");
          }},

    Check{.id = "as-long-as-the-work",
          .says = "protects its work for as long as that lasts",
          .program = "pending",
          .catches = {{"sleep-as-window", exits_with(0)}, {"sleep-as-window", wrong_output()}},
          .weight = 3,
          .schedules = 10,
          .man = "sleep(3): lasts as long as it was told, or shorter, whatever it is to cover; read(2) returns 0 at the end of the input.",
          .scenario = [](Trial& t) {
            auto& pending = t.start("pending", {.input = "some work\n", .budget = kAtEndLittle});
            t.expect_soon(pending.out(), "blocked\n");
            pending.signal(SIGINT).feed("more work\n").signal(SIGQUIT);
            t.expect_waiting(pending, kWaiting, "blocked\n");
            pending.end_input();
            t.expect(pending, exits(0));
            t.expect(pending.out(), equals("blocked\npending SIGINT\npending SIGQUIT\n"));
          }},

    Check{.id = "what-came",
          .says = "says of each signal whether it has come, once",
          .program = "pending",
          .needs = {"nothing-came", "as-long-as-the-work"},
          .schedules = 5,
          .man = "signal(7): a standard signal that is sent again while it is pending is not queued.",
          .scenario = [](Trial& t) {
            for (const auto& [signal, report] : {std::pair{SIGINT, "pending SIGINT\n"}, {SIGQUIT, "pending SIGQUIT\n"}}) {
              auto& pending = t.start("pending");
              t.expect_soon(pending.out(), "blocked\n");
              pending.signal(signal).signal(signal).end_input();
              t.expect(pending, exits(0));
              t.expect(pending.out(), equals(std::string("blocked\n") + report));
            }
          }},

    // Step 3: waiter

    Check{.id = "sleeps-while-waiting",
          .says = "sleeps while it waits, for the start and for the stop",
          .program = "waiter",
          .catches = {{"busy-loop", endless("cpu")}},
          .weight = 2,
          .man = "sigwait(3), sigsuspend(2): sleep until the signal comes; sigpending(2) only answers, and at once.",
          .scenario = [](Trial& t) {
            auto& waiter = t.start("waiter", {.budget = kAtEndLittle}).end_input();
            t.expect_soon(waiter.out(), "ready\n");
            t.expect_waiting(waiter, kWaiting, "ready\n");
            t.stop_and_continue_all();
            waiter.signal(SIGUSR1);
            t.expect_soon(waiter.out(), "started\n");
            t.expect_waiting(waiter, kWaiting, "ready\nstarted\n");
            t.stop_and_continue_all();
            waiter.signal(SIGUSR2);
            t.expect(waiter, exits(0));
            t.expect(waiter.out(), equals("ready\nstarted\nstopped\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "misses-no-signal",
          .says = "misses no signal, at whatever moment it comes",
          .program = "waiter",
          .catches = {{"pause-race", stuck_in("pause")}},
          .weight = 3,
          .schedules = 10,
          .man = "sigsuspend(2): replaces the mask and sleeps in one step; between sigprocmask(2) and pause(2) a signal can come.",
          .scenario = [](Trial& t) {
            auto& waiter = t.start("waiter");
            t.expect_soon(waiter.out(), "ready\n");
            waiter.signal(SIGUSR1);
            t.expect_soon(waiter.out(), "started\n");
            waiter.signal(SIGUSR2);
            t.expect(waiter, exits(0));
            t.expect(waiter.out(), equals("ready\nstarted\nstopped\n"));
          }},

    Check{.id = "early-stop",
          .says = "keeps a stop that comes before the start",
          .program = "waiter",
          .man = "signal(7): a signal that comes while it is blocked stays pending until it is unblocked or taken.",
          .scenario = [](Trial& t) {
            auto& waiter = t.start("waiter");
            t.expect_soon(waiter.out(), "ready\n");
            waiter.signal(SIGUSR2);
            t.stop_and_continue_all();
            waits_with(t, waiter, "ready\n");
            auto& another = t.start("waiter");
            t.expect_soon(another.out(), "ready\n");
            another.signal(SIGUSR2);
            t.expect_waiting(another, kWaiting, "ready\n");
            another.signal(SIGUSR1).signal(SIGUSR1);
            t.expect(another, exits(0));
            t.expect(another.out(), equals("ready\nstarted\nstopped\n"));
          }},

    Check{.id = "more-of-the-same",
          .says = "takes no notice of a start that comes again",
          .program = "waiter",
          .needs = {"sleeps-while-waiting"},
          .man = "pause(2), sigsuspend(2): return after any handler; what has come, the program has to remember itself.",
          .scenario = [](Trial& t) {
            auto& waiter = t.start("waiter");
            t.expect_soon(waiter.out(), "ready\n");
            t.expect_waiting(waiter, kWaiting, "ready\n");
            waiter.signal(SIGUSR1);
            t.expect_soon(waiter.out(), "started\n");
            waiter.signal(SIGUSR1);
            t.expect_waiting(waiter, kWaiting, "ready\nstarted\n");
            waiter.signal(SIGUSR1);
            t.stop_and_continue_all();
            waits_with(t, waiter, "ready\nstarted\n");
            auto& another = t.start("waiter");
            t.expect_soon(another.out(), "ready\n");
            t.expect_waiting(another, kWaiting, "ready\n");
            another.signal(SIGUSR1).signal(SIGUSR1);
            t.expect_soon(another.out(), "started\n");
            another.signal(SIGUSR2);
            t.expect(another, exits(0));
            t.expect(another.out(), equals("ready\nstarted\nstopped\n"));
          }},

    Check{.id = "second-stop",
          .says = "takes no notice of a stop that comes again, up to its end",
          .program = "waiter",
          .needs = {"misses-no-signal"},
          .weight = 3,
          .schedules = 5,
          .man = "sigprocmask(2): if signals are pending, one is delivered before the call that unblocks them returns.",
          .scenario = [](Trial& t) {
            auto& waiter = t.start("waiter");
            t.expect_soon(waiter.out(), "ready\n");
            waiter.signal(SIGUSR1);
            t.expect_soon(waiter.out(), "started\n");
            waiter.signal(SIGUSR2).signal(SIGUSR2);
            t.expect(waiter, exits(0));
            t.expect(waiter.out(), equals("ready\nstarted\nstopped\n"));
          }},

    Check{.id = "ends-while-waiting",
          .says = "leaves all other signals what they are: SIGTERM ends it while it waits",
          .program = "waiter",
          .needs = {"sleeps-while-waiting"},
          .man = "sigsuspend(2): the mask it is given counts while it sleeps; what that blocks is not delivered.",
          .scenario = [](Trial& t) {
            for (const bool started : {false, true}) {
              auto& waiter = t.start("waiter");
              t.expect_soon(waiter.out(), "ready\n");
              t.expect_waiting(waiter, kWaiting, "ready\n");
              if (started) {
                waiter.signal(SIGUSR1);
                t.expect_soon(waiter.out(), "started\n");
                t.expect_waiting(waiter, kWaiting, "ready\nstarted\n");
              }
              waiter.signal(SIGTERM);
              ends_by(t, waiter, SIGTERM, "SIGTERM");
            }
          }},

    // Step 4: launcher

    Check{.id = "signals-of-the-command",
          .says = "starts the command with the signals with which it was started itself",
          .program = "launcher",
          .with = {"report"},
          .catches = {{"inherited-mask", wrong_output()}},
          .weight = 2,
          .man = "execve(2), signal(7): the mask and the ignored signals outlive fork(2) and execve(2).",
          .scenario = [](Trial& t) {
            auto& plain = launch_report(t, "0").end_input();
            t.expect(plain, exits(0));
            t.expect(plain.out(), equals(kUsual + "ended 0\n"));
            auto& odd = launch_report(t, "0", {SIGINT, SIGUSR1}, {SIGHUP, SIGINT, SIGQUIT}).end_input();
            t.expect(odd, exits(0));
            t.expect(odd.out(), equals("blocked: SIGINT SIGUSR1\nignored: SIGHUP SIGINT SIGQUIT\nended 0\n"));
          }},

    Check{.id = "callers-mask",
          .says = "keeps blocked what its caller has blocked, to the end",
          .program = "launcher",
          .with = {"report"},
          .catches = {{"mask-not-restored", killed_by()}},
          .weight = 2,
          .man = "sigprocmask(2): the third argument gives the mask as it was, and SIG_SETMASK puts it back.",
          .scenario = [](Trial& t) {
            auto& launcher = launch_report(t, "3", {SIGINT, SIGUSR1}, {SIGHUP, SIGQUIT});
            launcher.signal(SIGUSR1).signal(SIGINT).signal(SIGHUP).signal(SIGQUIT).end_input();
            t.expect(launcher, exits(3));
            t.expect_soon(launcher.out(), "\nended 3\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "stays-with-the-command",
          .says = "is not torn away from its command by SIGINT, and ends by it afterwards",
          .program = "launcher",
          .with = {"report"},
          .weight = 3,
          .schedules = 10,
          .man = "sigprocmask(2), system(3): a signal that comes while it is blocked waits until the mask is as it was.",
          .scenario = [](Trial& t) {
            auto& launcher = launch_report(t, "3");
            launcher.signal(SIGINT).end_input();
            ends_by(t, launcher, SIGINT, "SIGINT");
            t.expect_soon(launcher.out(), "\nended 3\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "tells-how",
          .says = "tells how the command ended, and ends likewise",
          .program = "launcher",
          .with = {"report"},
          .needs = {"signals-of-the-command"},
          .man = "wait(2): WIFSIGNALED and WTERMSIG, WEXITSTATUS; execve(2) returns only when it could not be done.",
          .scenario = [](Trial& t) {
            for (const std::string status : {"0", "7", "143"}) {
              auto& launcher = launch_report(t, status);
              t.expect_waiting(launcher, kWaiting, kUsual);
              for (int round = 0; round < 4; ++round) t.stop_and_continue_all();
              launcher.end_input();
              t.expect(launcher, exits(std::stoi(status)));
              t.expect(launcher.out(), equals(kUsual + "ended " + status + "\n"));
            }
            t.file("not-a-program", "some text\n");
            for (const std::string path : {"./no-such-command", "./not-a-program"}) {
              auto& launcher = t.start("launcher", {.args = {path}}).end_input();
              t.expect(launcher, exits(127));
              t.expect(launcher.out(), equals("ended 127\n"));
              t.expect(launcher.err(), says_something());
            }
            auto& nothing_to_do = t.start("launcher").end_input();
            refuses(t, nothing_to_do);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "both-at-once",
          .says = "ends by SIGINT or SIGQUIT when both came, whichever was first",
          .program = "launcher",
          .with = {"report"},
          .weight = 2,
          .man = "signal(7): of several pending standard signals, which one is delivered first is not specified.",
          .scenario = [](Trial& t) {
            for (const auto& [first, second] : {std::pair{SIGINT, SIGQUIT}, {SIGQUIT, SIGINT}}) {
              auto& launcher = launch_report(t, "0");
              launcher.signal(first);
              t.expect_sleeping(launcher, kWaiting);
              launcher.signal(second).end_input();
              t.expect(launcher, ends());
              if (t.ended_by_itself(launcher)) t.broken(launcher, "ended by itself", "launcher has ended by itself; promised was an end by SIGINT or SIGQUIT.");
              t.expect_soon(launcher.out(), "\nended 0\n");
            }
          }},

    Check{.id = "stopped-is-not-ended",
          .says = "waits for the end of its command, also while that is stopped",
          .program = "launcher",
          .with = {"report"},
          .needs = {"signals-of-the-command"},
          .weight = 2,
          .man = "waitpid(2): with WUNTRACED it also returns when a child is stopped; WIFSTOPPED tells that from an end.",
          .scenario = [](Trial& t) {
            auto& launcher = launch_report(t, "5");
            for (const int signal : {SIGSTOP, SIGCONT}) {
              t.expect_waiting(launcher, kWaiting, kUsual);
              t.kill_children_of(launcher, signal);
            }
            t.expect_waiting(launcher, kWaiting, kUsual);
            launcher.end_input();
            t.expect(launcher, exits(5));
            t.expect(launcher.out(), equals(kUsual + "ended 5\n"));
          }},

    Check{.id = "as-it-was-given",
          .says = "gives the command its arguments and its environment as they are",
          .program = "launcher",
          .with = {"report"},
          .man = "exec(3): the arguments are a list, and blanks in them mean nothing; execvp looks for a name in PATH.",
          .scenario = [](Trial& t) {
            for (const auto& [arguments, status] : {std::pair{std::vector<std::string>{"", "5"}, 0}, {{"3; exit 4"}, 3}}) {
              std::vector<std::string> command{t.path_of("report")};
              command.insert(command.end(), arguments.begin(), arguments.end());
              auto& launcher = t.start("launcher", {.args = command}).end_input();
              t.expect(launcher, exits(status));
            }
            auto& named = t.start("launcher", {.args = {"printenv", "HOME"}}).end_input();
            t.expect(named, exits(0));
            t.expect_soon(named.out(), "\nended 0\n");
          }},

    Check{.id = "ends-beside-its-command",
          .says = "leaves all other signals what they are: SIGTERM ends it while its command runs",
          .program = "launcher",
          .with = {"report"},
          .man = "signal(7): what is not named keeps its default action; for SIGTERM that is the end.",
          .scenario = [](Trial& t) {
            auto& launcher = launch_report(t, "0");
            launcher.signal(SIGTERM);
            ends_by(t, launcher, SIGTERM, "SIGTERM");
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
