// The pipe lab's contract (labs/pipe/README.md) as checks.
#include "labs/alike.hpp"

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstring>

namespace ipclab::labs {
namespace {

using namespace check;

// "Once its input has ended and been read, a program uses at most 0.2 s of CPU time", held where the input is small:
// a large one may still be on its way through the program's own pipe.
constexpr Budget kAfterInput{.cpu_seconds = 0.2, .bytes = 64U << 10};
// CPU seconds for some hundred kilobytes, also byte by byte.
constexpr double kSomeInput = 5;
// More than any pipe holds: an ordinary user can make one as large as /proc/sys/fs/pipe-max-size, 1 MiB.
constexpr std::size_t kMoreThanAPipe = 1'300'000;

// A message on the wire: the length as uint32_t in the machine's byte order, then the text.
std::string header(std::uint32_t length) {
  std::string wire(sizeof length, '\0');
  std::memcpy(wire.data(), &length, sizeof length);
  return wire;
}
std::string message(std::string_view text) { return header(static_cast<std::uint32_t>(text.size())).append(text); }

// Nobody reads the output: a message and exit 1, or SIGPIPE; both programs may choose.
void output_closed(Trial& t, std::string_view program, const std::string& input) {
  auto& process = t.start(program, {.input = input, .output_closed = true}).end_input();
  t.expect(process, exits(1).or_by(SIGPIPE));
  if (t.ended_by_itself(process)) t.expect(process.err(), says_something());
  t.expect(t.leftovers(), nothing());
}

// The first pieces may be small and all or nothing (PIPE_BUF, pipe(7)); once its pipes are full they are not.
void disturb_slowly(Trial& t, Process& process) {
  for (int round = 0; round < 4; ++round) {
    t.let_time_pass();
    t.stop_and_continue_all();
    process.take_some_output();
  }
}

// Waits for input, for a slow reader and for input again, each for as long as one likes, and is stopped and continued
// each time. `printed`: what there is reason to print before the input ends.
Process& start_and_disturb(Trial& t, std::string_view program, const std::string& first, const std::string& rest, const std::string& printed) {
  auto& process = t.start(program, {.input = first, .output_pipe = 4096, .output_held = true, .budget = {.bytes = 4U << 20}});
  t.expect_sleeping(process, kAfterInput.cpu_seconds);
  t.stop_and_continue_all();
  process.feed(rest);
  t.expect_sleeping(process, kSomeInput);
  disturb_slowly(t, process);
  process.release_output();
  t.expect_waiting(process, kSomeInput, printed);
  t.stop_and_continue_all();
  return process;
}

// Bytes of every value, without a period that a buffer size could hide.
std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 2463534242U;  // xorshift, Marsaglia 2003
  for (char& byte : bytes) {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    byte = static_cast<char>(state & 0xffU);
  }
  return bytes;
}

std::string times(int n, std::string_view what) {
  std::string text;
  while (n-- > 0) text += what;
  return text;
}

std::string lines(std::size_t size) {
  std::string text;
  for (std::size_t n = 1; text.size() < size; ++n) text += "line " + std::to_string(n) + "\n";
  return text;
}

const std::string kNulInside("a\0b", 3);

const Registered pipe{Lab{"pipe", {

    // Step 1: sender

    Check{.id = "sender-ends",
          .says = "ends when its input ends",
          .program = "sender",
          .catches = {{"input-eof", endless()}},
          .weight = 2,
          .man = "getline(3), scanf(3): at the end of the input they return -1 or EOF, and they will for ever.",
          .scenario = [](Trial& t) {
            auto& sender = t.start("sender", {.input = "alpha\nbeta\n", .budget = kAfterInput}).end_input();
            t.expect(sender, exits(0));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "whole-lines",
          .says = "sends every line whole, blanks and all",
          .program = "sender",
          .catches = {{"word-split", wrong_output()}, {"word-split", killed_by()}},
          .needs = {"sender-ends"},
          .man = "scanf(3): %s skips blanks and stops at the next one; getline(3) takes a line as it is.",
          .scenario = [](Trial& t) {
            auto& sender = t.start("sender", {.input = "one two\n\n \tlead and trail \t\n  \nfrom Windows\r\nlast line has no newline"}).end_input();
            t.expect(sender, exits(0));
            t.expect(sender.out(), equals(message("one two") + message("") + message(" \tlead and trail \t") + message("  ") +
                                          message("from Windows\r") + message("last line has no newline")));
          }},

    Check{.id = "long-lines",
          .says = "sends a line of any length whole",
          .program = "sender",
          .catches = {{"word-split", memory_error()}, {"word-split", killed_by()}, {"word-split", wrong_output()}},
          .needs = {"sender-ends"},
          .build = Build::address,
          .man = "scanf(3): without a width, %s writes past the end of any buffer.",
          .scenario = [](Trial& t) {
            const std::string hundred(100, 'h'), long_one(1'000'000, 'x');
            auto& sender = t.start("sender", {.budget = {.bytes = 4U << 20}}).feed(hundred + "\n" + long_one + "\nend\n").end_input();
            t.expect(sender, exits(0));
            t.expect(sender.out(), equals(message(hundred) + message(long_one) + message("end")));
          }},

    Check{.id = "no-lines",
          .says = "sends nothing when there is no line, and takes any byte for text",
          .program = "sender",
          .needs = {"sender-ends"},
          .man = "read(2): the end of a file is no byte in it; only its result tells.",
          .scenario = [](Trial& t) {
            auto& silent = t.start("sender").end_input();
            t.expect(silent, exits(0));
            t.expect(silent.out(), empty());
            auto& odd = t.start("sender", {.input = "\xff\xfe\n\x04\x1a\n"}).end_input();
            t.expect(odd, exits(0));
            t.expect(odd.out(), equals(message("\xff\xfe") + message("\x04\x1a")));
          }},

    Check{.id = "patient-sender",
          .says = "sleeps while it waits, and loses nothing when it is stopped and continued",
          .program = "sender",
          .catches = {{"word-split", killed_by()}, {"word-split", wrong_output()}},
          .needs = {"sender-ends"},
          .weight = 3,
          .man = "write(2), signal(7): a write that waits for room may be interrupted and return less than it was asked for.",
          .scenario = [](Trial& t) {
            const std::string long_one(30'000, 'x');
            // Both pauses come in the middle of a line.
            const std::string sent = message("one") + message("two halves") + message(long_one);
            auto& sender = start_and_disturb(t, "sender", "one\ntwo ", "halves\n" + long_one + "\nend", sent).end_input();
            t.expect(sender, exits(0));
            t.expect(sender.out(), equals(sent + message("end")));
          }},

    Check{.id = "sender-unread",
          .says = "does not take it for success when nobody reads its output",
          .program = "sender",
          .needs = {"sender-ends"},
          .weight = 3,
          .man = "write(2): EPIPE, or SIGPIPE; stdio tells with ferror(3) and fflush(3).",
          .scenario = [](Trial& t) { output_closed(t, "sender", "one\ntwo\n"); }},

    // Step 2: receiver

    Check{.id = "receiver-ends",
          .says = "ends when its input ends",
          .program = "receiver",
          .catches = {{"eof-ignored", endless()}},
          .weight = 2,
          .man = "read(2): 0 is the end of the input; a buffer that nobody filled is not a message.",
          .scenario = [](Trial& t) {
            auto& receiver = t.start("receiver", {.input = message("alpha") + message("beta"), .budget = kAfterInput}).end_input();
            t.expect(receiver, exits(0));
            t.expect(receiver.out(), equals("alpha\nbeta\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "torn-messages",
          .says = "puts a message together however it arrives",
          .program = "receiver",
          .catches = {{"message-boundaries", exits_with(1)}, {"message-boundaries", wrong_output()}, {"message-boundaries", endless()}},
          .needs = {"receiver-ends"},
          .weight = 3,
          .man = "pipe(7): a pipe is a stream of bytes; one write need not arrive as one read.",
          .scenario = [](Trial& t) {
            // Whole messages first, two of them at once; then byte by byte, each one when the receiver sleeps.
            auto& receiver = t.start("receiver", {.input = message("first") + message("second")});
            receiver.feed_byte_by_byte(message("torn to pieces") + message("") + message("x")).end_input();
            t.expect(receiver, exits(0));
            t.expect(receiver.out(), equals("first\nsecond\ntorn to pieces\n\nx\n"));
          }},

    Check{.id = "full-message",
          .says = "prints exactly the bytes of the message",
          .program = "receiver",
          .catches = {{"not-a-string", memory_error()}, {"not-a-string", wrong_output()}},
          .needs = {"receiver-ends"},
          .build = Build::address,
          .man = "printf(3): %s prints up to the first NUL byte, wherever that is; fwrite(3) prints a number of bytes.",
          .scenario = [](Trial& t) {
            const std::string full(4096, 'f');
            auto& receiver = t.start("receiver", {.input = message(kNulInside) + message(std::string(1, '\0')) + message("x\ny") + message("ends in one\n")})
                                 .feed(message(full) + message("after")).end_input();
            t.expect(receiver, exits(0));
            t.expect(receiver.out(), equals(kNulInside + "\n" + std::string(1, '\0') + "\n" + "x\ny\n" + "ends in one\n\n" + full + "\nafter\n"));
          }},

    Check{.id = "cut-message",
          .says = "says so, with exit 1, when its input ends inside a message or is none",
          .program = "receiver",
          .needs = {"receiver-ends"},
          .man = "read(2): fewer bytes than asked for, and then 0: the rest will never come.",
          .scenario = [](Trial& t) {
            const std::string whole = message("whole"), after = message("after");
            const std::vector<std::string> damaged{
                whole.substr(0, 2), whole.substr(0, 4), whole.substr(0, 8),
                header(5000) + after, message(std::string(4097, 'L')) + after,         // longer than a text may be
                header(0x80000005U) + after, header(65536 + 5) + "after" + after};  // and far longer
            for (const std::string& bytes : damaged) {
              auto& receiver = t.start("receiver", {.input = whole + bytes}).end_input();
              t.expect(receiver, exits(1));
              t.expect(receiver.out(), starts_with("whole\n"));
              t.expect(receiver.out(), lacks("\nafter\n"));
              t.expect(receiver.err(), says_something());
            }
            auto& nothing_at_all = t.start("receiver").end_input();
            t.expect(nothing_at_all, exits(0));
            t.expect(nothing_at_all.out(), empty());
          }},

    Check{.id = "patient-receiver",
          .says = "sleeps while it waits, and loses nothing when it is stopped and continued",
          .program = "receiver",
          .catches = {{"sleep-as-sync", exits_with(0)}, {"sleep-as-sync", exits_with(1)}},
          .needs = {"receiver-ends"},
          .weight = 3,
          .man = "signal(7): epoll_wait, poll and others return with EINTR when a process is stopped and continued.",
          .scenario = [](Trial& t) {
            const std::string large(4000, 'x'), printed = "one\n" + large + "\n";
            auto& receiver = start_and_disturb(t, "receiver", message("one"), message(large), printed).end_input();
            t.expect(receiver, exits(0));
            t.expect(receiver.out(), equals(printed));
          }},

    Check{.id = "late-messages",
          .says = "waits for a message however long it takes",
          .program = "receiver",
          .catches = {{"sleep-as-sync", wrong_output()}, {"sleep-as-sync", exits_with(1)}},
          .needs = {"receiver-ends", "torn-messages"},
          .weight = 3,
          .schedules = 10,
          .man = "read(2), pipe(7): a pause is no end; the end is when every write end is closed, and read returns 0.",
          .scenario = [](Trial& t) {
            const std::string second = message("late");
            auto& receiver = t.start("receiver", {.input = message("first")});
            receiver.feed(second.substr(0, 6)).feed(second.substr(6)).end_input();
            t.expect(receiver, exits(0));
            t.expect(receiver.out(), equals("first\nlate\n"));
          }},

    Check{.id = "receiver-unread",
          .says = "does not take it for success when nobody reads its output",
          .program = "receiver",
          .needs = {"receiver-ends"},
          .weight = 3,
          .man = "write(2): EPIPE, or SIGPIPE; stdio tells with ferror(3) and fflush(3).",
          .scenario = [](Trial& t) { output_closed(t, "receiver", message("one") + message("two")); }},

    // Step 3: relay

    Check{.id = "ends-with-input",
          .says = "ends when its input ends, and so does its child",
          .program = "relay",
          .catches = {{"write-end-open", stuck_in("read")}, {"write-end-open", stuck_in("poll")}},
          .weight = 2,
          .man = "pipe(7): read returns 0 only when every write end is closed.",
          .scenario = [](Trial& t) {
            auto& relay = t.start("relay", {.input = "one\ntwo\n", .budget = kAfterInput}).end_input();
            t.expect(relay, exits(0));
            t.expect(relay.out(), equals("one\ntwo\n2 lines\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "nobody-left-behind",
          .says = "leaves no process behind when nobody reads its output, however much input there is",
          .program = "relay",
          .catches = {{"read-end-open", stuck_in()}, {"read-end-open", leaves("process")}},
          .weight = 2,
          .man = "pipe(7): write fails with EPIPE only when every read end is closed; before that, a full pipe just waits.",
          .scenario = [](Trial& t) {
            auto& relay = t.start("relay", {.output_closed = true}).feed(lines(kMoreThanAPipe)).end_input();
            t.expect(relay, ends());
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "says-output-closed",
          .says = "says so, with exit 1, when nobody reads its output",
          .program = "relay",
          .catches = {{"sigpipe", killed_by("SIGPIPE")}},
          .weight = 3,
          .man = "signal(7), write(2): SIGPIPE ends a writer that nobody reads; ignored, write fails with EPIPE.",
          .scenario = [](Trial& t) {
            auto& relay = t.start("relay", {.input = "one\ntwo\n", .output_closed = true}).end_input();
            t.expect(relay, exits(1));
            t.expect(relay.err(), says_something());
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counts-lines",
          .says = "passes every byte on and counts the newlines",
          .program = "relay",
          .needs = {"ends-with-input"},
          .man = "write(2): bytes are bytes; a NUL ends nothing.",
          .scenario = [](Trial& t) {
            const std::string odd = noise(3000) + "\nno newline at the end";
            std::size_t newlines = 0;
            for (const char c : odd) newlines += c == '\n' ? 1 : 0;
            for (const auto& [input, count] : {std::pair{std::string(), std::string("0")}, {"one\n", "1"}, {"a", "0"}, {odd, std::to_string(newlines)}, {std::string(70'000, '\n'), "70000"}}) {
              auto& relay = t.start("relay", {.input = input}).end_input();
              t.expect(relay, exits(0));
              t.expect(relay.out(), equals(input + count + " lines\n"));
            }
          }},

    Check{.id = "count-last",
          .says = "prints the count behind the last byte, whichever of its processes is faster",
          .program = "relay",
          .needs = {"ends-with-input"},
          .weight = 3,
          .schedules = 2,
          .man = "fork(2), pipe(7): two processes that write to one pipe are in no order but the one they agree on.",
          .scenario = [](Trial& t) {
            auto& relay = t.start("relay", {.input = "one\ntwo\n"}).end_input();
            t.expect(relay, exits(0));
            t.expect(relay.out(), equals("one\ntwo\n2 lines\n"));
          }},

    Check{.id = "alone-at-end",
          .says = "is alone when it ends: its child has ended and was waited for",
          .program = "relay",
          .catches = {{"write-end-open", stuck_in("read")}, {"write-end-open", stuck_in("poll")}},
          .weight = 2,
          .man = "wait(2): a child that nobody waits for stays as a zombie, or runs on alone.",
          .scenario = [](Trial& t) {
            auto& relay = t.start("relay", {.input = "one\n"}).end_input();
            t.expect(relay, exits(0));
            t.expect_alone_at_end(relay);
          }},

    Check{.id = "patient-relay",
          .says = "sleeps while it waits, and loses nothing when it is stopped and continued",
          .program = "relay",
          .needs = {"ends-with-input"},
          .weight = 3,
          .man = "write(2), signal(7): a write that waits for room may be interrupted and return less than it was asked for.",
          .scenario = [](Trial& t) {
            const std::string text = lines(300'000);
            const auto count = std::to_string(1 + std::count(text.begin(), text.end(), '\n'));
            auto& relay = start_and_disturb(t, "relay", "first\n", text, "first\n" + text).end_input();
            t.expect(relay, exits(0));
            t.expect(relay.out(), equals("first\n" + text + count + " lines\n"));
          }},

    // Step 4: bulk

    Check{.id = "heading-once",
          .says = "prints its heading once, then the file",
          .program = "bulk",
          .catches = {{"double-output", wrong_output()}},
          .man = "fork(2), setbuf(3): the child gets a copy of what stdio has not written yet.",
          .scenario = [](Trial& t) {
            t.file("short.txt", "alpha\nbeta\n");
            auto& bulk = t.start("bulk", {.args = {"short.txt"}, .budget = kAfterInput}).end_input();
            t.expect(bulk, exits(0));
            t.expect(bulk.out(), equals("bulk: short.txt\nalpha\nbeta\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "child-status",
          .says = "ends with its child's status, and has waited for it",
          .program = "bulk",
          .catches = {{"zombie", exits_with(0)}, {"zombie", child_not_waited_for()}},
          .weight = 2,
          .man = "wait(2): a child's status is kept until its parent asks for it; until then it is a zombie.",
          .scenario = [](Trial& t) {
            auto& missing = t.start("bulk", {.args = {"missing.txt"}}).end_input();
            t.expect(missing, exits(2));
            t.expect_alone_at_end(missing);
            t.expect(missing.err(), says_something());
            t.file("short.txt", "alpha\n");
            auto& found = t.start("bulk", {.args = {"short.txt"}}).end_input();
            t.expect(found, exits(0));
            t.expect_alone_at_end(found);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "more-than-a-pipe",
          .says = "fetches a file of any size",
          .program = "bulk",
          .catches = {{"wait-before-drain", stuck_in("wait")}},
          .needs = {"heading-once"},
          .weight = 2,
          .man = "pipe(7): a pipe has a capacity; a write that finds it full waits until somebody reads.",
          .scenario = [](Trial& t) {
            const std::string content = noise(kMoreThanAPipe);
            t.file("big.bin", content);
            auto& bulk = t.start("bulk", {.args = {"big.bin"}, .output_held = true, .budget = {.bytes = 4U << 20}}).end_input();
            t.expect_sleeping(bulk, kSomeInput);  // the reader comes late
            bulk.release_output();
            t.expect(bulk, exits(0));
            t.expect(bulk.out(), equals("bulk: big.bin\n" + content));
          }},

    Check{.id = "short-writes",
          .says = "loses nothing when it is stopped and continued while its output waits",
          .program = "bulk",
          .catches = {{"short-write", wrong_output()}},
          .needs = {"heading-once"},
          .weight = 3,
          .man = "write(2): it may write less than it was given and says how much; signal(7) says when.",
          .scenario = [](Trial& t) {
            // Fits into any pipe of the program's own, not into the one that we hold.
            const std::string content = noise(60'000);
            t.file("some.bin", content);
            auto& bulk = t.start("bulk", {.args = {"some.bin"}, .output_pipe = 4096, .output_held = true}).end_input();
            disturb_slowly(t, bulk);
            bulk.release_output();
            t.expect(bulk, exits(0));
            t.expect(bulk.out(), equals("bulk: some.bin\n" + content));
          }},

    Check{.id = "killed-child",
          .says = "ends with 128 + the signal when a signal ended its child",
          .program = "bulk",
          .catches = {{"zombie", exits_with(0)}},
          .weight = 3,
          .man = "wait(2): WIFSIGNALED and WTERMSIG tell a child that was killed from one that ended.",
          .scenario = [](Trial& t) {
            t.file("big.bin", noise(kMoreThanAPipe));
            auto& bulk = t.start("bulk", {.args = {"big.bin"}, .output_held = true, .budget = {.bytes = 4U << 20}}).end_input();
            // A program may read all of it before it prints: then its child is gone, and there is nothing to see.
            const int killed = t.kill_children_of(bulk, SIGKILL);
            bulk.release_output();
            t.expect(bulk, exits(killed > 0 ? 128 + SIGKILL : 0));
          }},

    Check{.id = "any-file",
          .says = "takes exactly one file, whatever its name and size",
          .program = "bulk",
          .needs = {"heading-once"},
          .man = "printf(3): what comes from outside is an argument, never the format.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"one", "two"}}) {
              auto& usage = t.start("bulk", {.args = args}).end_input();
              refuses(t, usage);
            }
            const std::string long_path = times(100, "./") + "100%d.txt";
            for (const auto& [path, content] : {std::pair<std::string, std::string>{"empty", ""}, {"-", "dash\n"}, {long_path, "per cent\n"}}) {
              t.file(path == long_path ? "100%d.txt" : path, content);
              auto& bulk = t.start("bulk", {.args = {path}, .input = "not this\n"}).end_input();
              t.expect(bulk, exits(0));
              t.expect(bulk.out(), equals("bulk: " + path + "\n" + content));
            }
          }},

    Check{.id = "not-a-file",
          .says = "says what it cannot read, with exit 2, under its heading",
          .program = "bulk",
          .catches = {{"zombie", exits_with(0)}},
          .needs = {"heading-once"},
          .man = "open(2), read(2): a directory can be opened, but not read (EISDIR).",
          .scenario = [](Trial& t) {
            for (const std::string path : {"nowhere.txt", "."}) {
              auto& bulk = t.start("bulk", {.args = {path}}).end_input();
              t.expect(bulk, exits(2));
              t.expect(bulk.out(), equals("bulk: " + path + "\n"));
              t.expect(bulk.err(), says_something());
            }
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
