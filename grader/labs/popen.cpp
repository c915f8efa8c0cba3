// The popen lab's contract (labs/popen/README.md) as checks.
#include "labs/alike.hpp"

#include <cerrno>
#include <csignal>

namespace ipclab::labs {
namespace {

using namespace check;
using Words = std::vector<std::string>;

constexpr int kMoreThanAPipe = 20'000;  // lines

std::string numbered(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

// The program carries these orders out, comes to its end, has printed this, and nothing is left.
Process& carries_out(Trial& t, std::string_view program, const Words& orders, const std::string& printed, const std::string& input = "") {
  auto& driver = t.start(program, {.args = orders, .input = input}).end_input();
  t.expect(driver, exits(0));
  t.expect(driver.out(), equals(printed));
  t.expect(t.leftovers(), nothing());
  return driver;
}

const Registered popen{Lab{"popen", {

    // Step 1: runcmd

    Check{.id = "runs-commands",
          .says = "runs each command by the shell and passes on what it prints",
          .program = "runcmd",
          .man = "popen(3): the command is passed to /bin/sh with -c; what it prints can be read from the stream.",
          .scenario = [](Trial& t) {
            auto& runcmd = t.start("runcmd", {.args = {"echo one; echo two", "echo three | tr a-z A-Z", "cat", "printf 'no newline'"},
                                              .input = "from the input\n"}).end_input();
            t.expect(runcmd, exits(0));
            t.expect(runcmd.out(), equals("one\ntwo\nexit 0\nTHREE\nexit 0\nfrom the input\nexit 0\nno newlineexit 0\n"));
            t.expect(t.leftovers(), nothing());
            auto& without = t.start("runcmd").end_input();
            refuses(t, without);
          }},

    Check{.id = "how-it-ended",
          .says = "says how each command ended: its exit status, or the signal",
          .program = "runcmd",
          .catches = {{"status-decoding", wrong_output()}},
          .man = "pclose(3), wait(2): the status is a code; WIFEXITED, WEXITSTATUS, WIFSIGNALED and WTERMSIG take it apart.",
          .scenario = [](Trial& t) {
            auto& runcmd = t.start("runcmd", {.args = {"exit 2", "kill -9 $$", "echo last; exit 255", "kill -TERM $$", "no-such-command"}}).end_input();
            t.expect(runcmd, exits(1));
            t.expect(runcmd.out(), equals("exit 2\nsignal 9\nlast\nexit 255\nsignal 15\nexit 127\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "long-lines",
          .says = "passes lines of any length on, and stays in its own memory",
          .program = "runcmd",
          .catches = {{"buffer-overrun", memory_error()}},
          .build = Build::address,
          .man = "fgets(3): reads one byte less than it is told and puts the NUL behind; an array of N ends with index N-1.",
          .scenario = [](Trial& t) {
            std::string input;
            for (const std::size_t length : {0U, 1U, 255U, 256U, 511U, 512U, 513U, 1023U, 1024U, 1025U, 4096U, 30'000U}) input += std::string(length, 'x') + "\n";
            auto& runcmd = t.start("runcmd", {.args = {"cat"}, .input = input}).end_input();
            t.expect(runcmd, exits(0));
            t.expect(runcmd.out(), equals(input + "exit 0\n"));
          }},

    Check{.id = "says-it-cannot",
          .says = "says so, with exit 1, when there are no descriptors left for a pipe",
          .program = "runcmd",
          .catches = {{"null-stream", killed_by()}},
          .weight = 2,
          .man = "popen(3): returns NULL when pipe(2) or fork(2) fails; a NULL is no stream.",
          .scenario = [](Trial& t) {
            // Four descriptors: the three it has, and one; a pipe wants two.
            auto& runcmd = t.start("runcmd", {.args = {"echo first", "echo second"}, .most_open_files = 4}).end_input();
            refuses(t, runcmd, 1);
          }},

    Check{.id = "no-process",
          .says = "says so, with exit 1, when there is no process for a command",
          .program = "runcmd",
          .catches = {{"null-stream", killed_by()}},
          .schedules = 2,
          .orders_only = true,
          .fails = schedule::Failure{"fork", 1, EAGAIN},
          .man = "popen(3), fork(2): NULL, with EAGAIN, when there are too many processes.",
          .scenario = [](Trial& t) {
            auto& runcmd = t.start("runcmd", {.args = {"echo first", "echo second"}}).end_input();
            t.expect(runcmd, ends());
            t.expect(runcmd.out(), starts_with(""));
            if (t.written(runcmd.out()) == "first\nexit 0\nsecond\nexit 0\n") return;  // it makes its processes in another way
            t.expect(runcmd, exits(1));
            t.expect(runcmd.err(), says_something());
            t.expect(runcmd.out(), lacks("second"));
          }},

    // Step 2: single

    Check{.id = "reads",
          .says = "gives what the command prints, and then how it ended",
          .program = "single",
          .man = "popen(3): the status that pclose returns is that of wait4(2).",
          .scenario = [](Trial& t) {
            carries_out(t, "single", {"open a r echo one; echo two; exit 3", "read a", "close a", "open b r kill -9 $$", "read b", "close b",
                                      "open c r echo x | tr x y", "read c", "close c", "open d r :", "close d", "open e r no-such-command", "close e",
                                      "open f r exec yes", "close f"},
                        "a| one\na| two\na: exit 3\nb: signal 9\nc| y\nc: exit 0\nd: exit 0\ne: exit 127\nf: signal 13\n");
            std::string many = numbered(kMoreThanAPipe), printed;
            for (std::size_t at = 0, end = 0; at < many.size(); at = end + 1) printed += "a| " + many.substr(at, (end = many.find('\n', at)) + 1 - at);
            t.file("many.txt", many);
            carries_out(t, "single", {"open a r cat many.txt", "read a", "close a", "open b r cat", "read b", "close b"},
                        printed + "a: exit 0\nb| in\nb: exit 0\n", "in\n");
          }},

    Check{.id = "from-its-caller",
          .says = "leaves the command all else of its caller: environment, directory, and the other standard streams",
          .program = "single",
          .man = "popen(3), POSIX: the environment of the command is as if a child had been made by fork and had called execl.",
          .scenario = [](Trial& t) {
            t.file("notes.txt", "noted\n");
            auto& driver = carries_out(t, "single", {"open a r test -n \"$HOME\" && echo home; cat notes.txt; echo aside >&2", "read a", "close a",
                                                     "open b w test -n \"$HOME\" && echo home; cat notes.txt", "close b"},
                                       "a| home\na| noted\na: exit 0\nhome\nnoted\nb: exit 0\n");
            t.expect(driver.err(), says_something());
          }},

    Check{.id = "writes",
          .says = "passes everything that is written on to the command, and waits for it",
          .program = "single",
          .catches = {{"close-not-fclose", wrong_output()}},
          .weight = 2,
          .man = "fclose(3): writes out what is in the stream's buffer, and then closes the descriptor; close(2) knows no buffers.",
          .scenario = [](Trial& t) {
            carries_out(t, "single", {"open a w cat; exit 4", "write a hello", "write a world", "close a", "open b w cat", "fill b " + std::to_string(kMoreThanAPipe), "close b",
                                      "open c w cat; echo end", "close c"},
                        "hello\nworld\na: exit 4\n" + numbered(kMoreThanAPipe) + "b: exit 0\nend\nc: exit 0\n");
          }},

    Check{.id = "odd-types",
          .says = "refuses a type that is neither r nor w, with EINVAL, and starts nothing",
          .program = "single",
          .catches = {{"type-check", wrong_output()}},
          .man = "popen(3): the type can be r or w; errno(3): EINVAL, an invalid argument. What happens with other types is this lab's own promise.",
          .scenario = [](Trial& t) {
            std::string refused;
            Words orders;
            for (const char* type : {"x", "rw", "wr", "R", "rx", "1"}) {
              orders.push_back(std::string("open ") + type + " " + type + " echo started >&2");
              refused += std::string(type) + ": no stream (EINVAL)\n";
            }
            orders.insert(orders.end(), {"open a r echo fine", "read a", "close a"});
            auto& driver = t.start("single", {.args = orders}).end_input();
            t.expect(driver, exits(0));
            t.expect(driver.out(), equals(refused + "a| fine\na: exit 0\n"));
            t.expect(driver.err(), lacks("started"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "no-type",
          .says = "refuses the empty type, and reads nothing behind its end",
          .program = "single",
          .catches = {{"empty-type", memory_error()}},
          .build = Build::address,
          .man = "string(7): the empty string is one byte, its NUL; what stands behind it belongs to somebody else.",
          .scenario = [](Trial& t) {
            carries_out(t, "single", {"open a - echo started", "open b r echo fine", "read b", "close b"}, "a: no stream (EINVAL)\nb| fine\nb: exit 0\n");
          }},

    Check{.id = "command-not-run",
          .says = "does not report success for a command that never ran, and prints nothing twice",
          .program = "single",
          .catches = {{"exit-in-child", wrong_output()}},
          .weight = 2,
          .man = "popen(3), exec(3): if the shell cannot be executed, the status is as if it had called _exit(127); exit(3) writes out buffers.",
          .scenario = [](Trial& t) {
            carries_out(t, "single", {"say before", "large a r", "say between", "large b w", "open c r echo fine", "read c", "close c"},
                        "before\na: refused\nbetween\nb: refused\nc| fine\nc: exit 0\n");
          }},

    // Step 3: several

    Check{.id = "each-its-own",
          .says = "keeps the streams apart: each gives what its own command printed, and how that one ended",
          .program = "several",
          .schedules = 2,
          .orders_only = true,  // whoever has ended has then really ended when the next order comes
          .man = "popen(3), wait(2): waitpid waits for one child, and for no other.",
          .scenario = [](Trial& t) {
            carries_out(t, "several", {"open a r echo one; exit 1", "open b r echo two; exit 2", "read a", "read b", "close b", "close a"},
                        "a| one\nb| two\nb: exit 2\na: exit 1\n");
            carries_out(t, "several", {"open a r echo one; exit 1", "open b r echo two; exit 2", "open c r echo three; exit 3", "read b", "read a", "close a",
                                       "open d r echo four; exit 4", "close b", "read d", "close d", "read c", "close c"},
                        "b| two\na| one\na: exit 1\nb: exit 2\nd| four\nd: exit 4\nc| three\nc: exit 3\n");
          }},

    Check{.id = "earlier-streams-end",
          .says = "closes a stream whatever other commands still run",
          .program = "several",
          .catches = {{"inherited-streams", stuck_in("wait")}, {"inherited-streams", stuck_in()}},
          .weight = 2,
          .man = "popen(3), POSIX: streams of earlier calls that are still open are closed in the new child; pipe(7): the end comes when every write end is closed.",
          .scenario = [](Trial& t) {
            carries_out(t, "several", {"open a w cat; exit 1", "open b w cat; exit 2", "open c r sleep 1; echo three", "write a one", "close a", "write b two", "close b", "read c", "close c"},
                        "one\na: exit 1\ntwo\nb: exit 2\nc| three\nc: exit 0\n");
            carries_out(t, "several", {"open a w cat", "open b w cat", "open c w cat", "close b", "open d w cat", "close a", "close c", "write d last", "close d"},
                        "b: exit 0\na: exit 0\nc: exit 0\nlast\nd: exit 0\n");
          }},

    Check{.id = "knows-its-own",
          .says = "refuses to close what it did not open, or has closed already, with EINVAL, and does not touch it",
          .program = "several",
          .catches = {{"foreign-stream", wrong_output()}, {"foreign-stream", killed_by()}},
          .weight = 2,
          .man = "popen(3): what pclose does with another stream is not defined; that it is refused is this lab's own promise.",
          .scenario = [](Trial& t) {
            t.file("notes.txt", "noted\n");
            carries_out(t, "several", {"file f notes.txt", "close f"}, "f: -1 (EINVAL)\n");
            carries_out(t, "several", {"open a r exit 3", "file f notes.txt", "close f", "read f", "close a"}, "f: -1 (EINVAL)\nf| noted\na: exit 3\n");
            carries_out(t, "several", {"open a w cat", "close a", "close a", "close a"}, "a: exit 0\na: -1 (EINVAL)\na: -1 (EINVAL)\n");
          }},

    Check{.id = "any-number",
          .says = "keeps as many streams as there are descriptors for, also when that limit is raised",
          .program = "several",
          .catches = {{"table-size", memory_error()}},
          .weight = 3,
          .build = Build::address,
          .man = "sysconf(3), getrlimit(2): the number of descriptors is a limit of now; setrlimit can raise it while the program runs.",
          .scenario = [](Trial& t) {
            constexpr int streams = 20;
            Words orders{"limit 8", "open 0 r echo 0", "limit 64"};
            std::string printed;
            for (int i = 1; i < streams; ++i) orders.push_back("open " + std::to_string(i) + " r echo " + std::to_string(i) + "; exit " + std::to_string(i));
            for (int i = 0; i < streams; ++i) {
              const std::string name = std::to_string(i);
              orders.insert(orders.end(), {"read " + name, "close " + name});
              printed += name + "| " + name + "\n" + name + ": exit " + name + "\n";
            }
            carries_out(t, "several", orders, printed);
          }},

    // Step 4: sturdy

    Check{.id = "keeps-working",
          .says = "does on quiet days what m_popen and m_pclose always do",
          .program = "sturdy",
          .man = "popen(3): a stream, a command, and the status of wait4(2) at the end.",
          .scenario = [](Trial& t) {
            carries_out(t, "sturdy", {"open a w cat; exit 1", "open b w cat", "open c r echo three; kill -9 $$", "write a one", "close a", "write b two", "close b", "read c", "close c",
                                      "open x x echo", "try r echo", "try w cat"},
                        "one\na: exit 1\ntwo\nb: exit 0\nc| three\nc: signal 9\nx: no stream (EINVAL)\ntried\ntried\n");
          }},

    Check{.id = "stream-on-0",
          .says = "gives the command its standard input and output, whatever descriptor an earlier stream has got",
          .program = "sturdy",
          .catches = {{"closes-own-stdio", wrong_output()}, {"closes-own-stdio", killed_by("SIGPIPE")}},
          .weight = 2,
          .man = "pipe(2), open(2): the lowest free descriptor is taken, also if that is 0; dup2(2) closes what was there.",
          .scenario = [](Trial& t) {
            carries_out(t, "sturdy", {"shut", "open a r echo one", "open b w cat", "write b two", "close b", "open c r echo three", "read c", "close c", "read a", "close a"},
                        "two\nb: exit 0\nc| three\nc: exit 0\na| one\na: exit 0\n");
            carries_out(t, "sturdy", {"shut", "open a w cat; exit 5", "write a one", "close a"}, "one\na: exit 5\n");
          }},

    Check{.id = "no-more-processes",
          .says = "leaves nothing behind when no process can be made",
          .program = "sturdy",
          .catches = {{"leak-on-failure", wrong_output()}},
          .weight = 3,
          .schedules = 2,
          .orders_only = true,
          .fails = schedule::Failure{"fork", 1, EAGAIN},
          .man = "fork(2): EAGAIN when there are too many processes; what was opened before stays open until somebody closes it.",
          .scenario = [](Trial& t) { carries_out(t, "sturdy", {"try r true", "open a r echo fine", "read a", "close a"}, "tried\na| fine\na: exit 0\n"); }},

    Check{.id = "no-more-streams",
          .says = "leaves nothing behind when no stream can be made",
          .program = "sturdy",
          .catches = {{"leak-on-failure", wrong_output()}},
          .weight = 3,
          .schedules = 2,
          .orders_only = true,
          .fails = schedule::Failure{"fdopen", 1, ENOMEM},
          .man = "fdopen(3): may fail, with NULL, for want of memory; the descriptor stays open, and a child that runs already runs on.",
          .scenario = [](Trial& t) { carries_out(t, "sturdy", {"try w cat", "open a w cat", "write a fine", "close a"}, "tried\nfine\na: exit 0\n"); }},

    Check{.id = "no-more-descriptors",
          .says = "says EMFILE when there is no descriptor left for a pipe, and works again later",
          .program = "sturdy",
          .man = "pipe(2): EMFILE when the limit on open descriptors is reached.",
          .scenario = [](Trial& t) {
            carries_out(t, "sturdy", {"limit 4", "open a r true", "limit 64", "open b r echo fine", "read b", "close b"},
                        "a: no stream (EMFILE)\nb| fine\nb: exit 0\n");
          }},

    Check{.id = "interrupted",
          .says = "waits for its command to the end, also when a signal handler runs meanwhile",
          .program = "sturdy",
          .catches = {{"wait-interrupted", wrong_output()}},
          .weight = 3,
          .man = "wait(2), signal(7): waitpid returns -1 with EINTR after a handler; the child is still there.",
          .scenario = [](Trial& t) {
            auto& sturdy = t.start("sturdy", {.args = {"open a r cat; exit 3", "close a"}});
            t.expect_sleeping(sturdy, kWaiting);
            sturdy.signal(SIGUSR1);
            t.all_asleep();
            sturdy.signal(SIGUSR1).end_input();
            t.expect(sturdy, exits(0));
            t.expect(sturdy.out(), equals("a: exit 3\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "others-children",
          .says = "waits for its own commands only, and says ECHILD when somebody else has done that already",
          .program = "sturdy",
          .man = "pclose, POSIX: other children are left alone; ECHILD when the status can no longer be had.",
          .scenario = [](Trial& t) {
            carries_out(t, "sturdy", {"child 7", "open a r exit 4", "read a", "close a", "reap", "open b r exit 5", "read b", "collect", "close b", "open c r exit 6", "close c"},
                        "a: exit 4\nown child: exit 7\nb: -1 (ECHILD)\nc: exit 6\n");
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
