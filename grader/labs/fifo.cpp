// The fifo lab's contract (labs/fifo/README.md) as checks.
#include "labs/alike.hpp"

#include <csignal>
#include <unistd.h>

namespace ipclab::labs {
namespace {

using namespace check;

// "When it has reason to end, it ends, with at most 1 s of CPU time until then."
constexpr Budget kUntilEnd{.cpu_seconds = 1, .bytes = 64U << 10};

// A FIFO asked for 4096 bytes has one page.
std::size_t smallest_fifo() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

// A FIFO of the smallest size that somebody has open to read and does not read, and in which so many bytes are left.
Process& nearly_full_fifo(Trial& t, const std::string& name, const std::string& content) {
  t.fifo(name);
  auto& reader = t.read_fifo(name, {.capacity = 4096, .held = true});
  t.write_fifo(name).feed(content).end_input();
  t.all_asleep();
  return reader;
}

// It waits, and this is all that it has printed. That is the end of it: only a stream that has ended is surely whole.
void waits_with(Trial& t, Process& process, const std::string& printed) {
  t.expect_sleeping(process, kWaiting);
  process.signal(SIGKILL);
  t.expect(process.out(), equals(printed));
}

const std::string kNulInside("a\0b", 3);

const Registered fifo{Lab{"fifo", {

    // Step 1: writer

    Check{.id = "wants-fifo-and-text",
          .says = "sends nothing, with a message and exit 2, unless it is given a FIFO and a text",
          .program = "writer",
          .catches = {{"no-argument", killed_by()}, {"no-argument", exits_with(0)}},
          .man = "execve(2): behind the last argument stands a null pointer; argc says how many there are.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& inbox = t.read_fifo("inbox");
            for (const std::vector<std::string>& args : {std::vector<std::string>{"inbox"}, {}, {"inbox", "one", "two"}})
              refuses(t, t.start("writer", {.args = args}).end_input());
            t.expect(inbox.out(), empty());
          }},

    Check{.id = "sends-the-text",
          .says = "sends the text and a newline, nothing less and nothing more",
          .program = "writer",
          .catches = {{"fixed-length", wrong_output()}},
          .man = "write(2): sends as many bytes as it is told; what lies behind a text in its buffer is not part of it.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& inbox = t.read_fifo("inbox");
            std::string all;
            for (const auto& [text, said] : {std::pair{"hello", "sent 6 bytes\n"}, {"", "sent 1 bytes\n"}, {" two  words\t", "sent 13 bytes\n"}, {"100%s%n", "sent 8 bytes\n"}}) {
              auto& writer = t.start("writer", {.args = {"inbox", text}}).end_input();
              t.expect(writer, exits(0));
              t.expect(inbox.out(), equals(all += text + std::string("\n")));
              t.expect(writer.out(), equals(said));
            }
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "any-length",
          .says = "sends a text of any length that is allowed",
          .program = "writer",
          .catches = {{"fixed-length", memory_error()}, {"fixed-length", killed_by()}, {"fixed-length", wrong_output()}},
          .build = Build::address,
          .man = "strcpy(3): writes past the end of a buffer that is too small, and does not tell.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& inbox = t.read_fifo("inbox");
            std::string all;
            for (const std::size_t length : {99, 100, 1000, 4095}) {
              const std::string text(length, static_cast<char>('a' + length % 26));
              auto& writer = t.start("writer", {.args = {"inbox", text}}).end_input();
              t.expect(writer, exits(0));
              t.expect(writer.out(), equals("sent " + std::to_string(length + 1) + " bytes\n"));
              all += text + "\n";
            }
            t.expect(inbox.out(), equals(all));
          }},

    Check{.id = "sent-if-sent",
          .says = "does not claim to have sent what nobody can read",
          .program = "writer",
          .catches = {{"no-reader", wrong_output()}},
          .man = "open(2), fifo(7): -1 is no descriptor; ENXIO says that nobody has the FIFO open to read.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& writer = t.start("writer", {.args = {"inbox", "hello"}}).end_input();
            t.expect(writer, ends());
            t.expect(writer.out(), empty());
          }},

    Check{.id = "nobody-reads",
          .says = "says so, with exit 3 and without waiting, when nobody reads the FIFO",
          .program = "writer",
          .catches = {{"fd-before-open", exits_with(1)}},
          .needs = {"sent-if-sent"},
          .man = "errno(3), fifo(7): errno says why a call has failed, after it; ENXIO: nobody has the FIFO open to read.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            refuses(t, t.start("writer", {.args = {"inbox", "hello"}}).end_input(), 3);
            auto& inbox = t.read_fifo("inbox");
            t.expect(t.start("writer", {.args = {"inbox", "hello"}}).end_input(), exits(0));
            inbox.close_output();  // a reader that has been there and has gone is none
            refuses(t, t.start("writer", {.args = {"inbox", "hello"}}).end_input(), 3);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "no-such-fifo",
          .says = "says so, with exit 1, when there is no such FIFO, and makes none",
          .program = "writer",
          .needs = {"sent-if-sent"},
          .man = "open(2): ENOENT; a file comes into being only with O_CREAT.",
          .scenario = [](Trial& t) {
            refuses(t, t.start("writer", {.args = {"nowhere", "hello"}}).end_input(), 1);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "no-room",
          .says = "sends all of the message or nothing, with exit 1, when the FIFO has no room",
          .program = "writer",
          .weight = 2,
          .man = "pipe(7): with O_NONBLOCK a write of up to PIPE_BUF bytes that finds no room for all of them fails with EAGAIN.",
          .scenario = [](Trial& t) {
            const std::string content(smallest_fifo() - 5, 'x');  // room for "hello", not for its newline
            auto& inbox = nearly_full_fifo(t, "inbox", content);
            refuses(t, t.start("writer", {.args = {"inbox", "hello"}}).end_input(), 1);
            inbox.release_output();
            t.all_asleep();
            t.expect(inbox.out(), equals(content));
          }},

    // Step 2: reader

    Check{.id = "for-its-owner",
          .says = "makes the FIFO if there is none, for its owner to read and write and for nobody else",
          .program = "reader",
          .catches = {{"mode-bits", seen("mode")}},
          .weight = 2,
          .man = "mkfifo(3): mode specifies the permissions; O_CREAT | O_EXCL are flags of open(2), as permission bits 0300.",
          .scenario = [](Trial& t) {
            auto& reader = t.start("reader", {.args = {"inbox"}});
            t.expect_fifo("inbox", 0600);
            t.write_fifo("inbox").feed("hello\n");
            t.expect_soon(reader.out(), "> hello\n");
            t.expect_fifo("inbox", 0600);
          }},

    Check{.id = "ends-with-last-writer",
          .says = "prints each message, and ends when the last writer has gone",
          .program = "reader",
          .catches = {{"eof-as-data", endless()}},
          .weight = 2,
          .man = "read(2), pipe(7): 0 means that every write end is closed, and that nothing is left to read.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& reader = t.start("reader", {.args = {"inbox"}, .budget = kUntilEnd});
            auto& writer = t.write_fifo("inbox").feed("one\n\n two  words\n");
            t.expect_soon(reader.out(), "> one\n> \n>  two  words\n");
            writer.end_input();
            reader.end_input();
            t.expect(reader, exits(0));
            t.expect(reader.out(), equals("> one\n> \n>  two  words\n"));
            t.expect_fifo("inbox", 0666);  // as it was
          }},

    Check{.id = "sleeps-while-waiting",
          .says = "sleeps while it waits, for a first writer and for the next message",
          .program = "reader",
          .catches = {{"busy-loop", endless("cpu")}},
          .weight = 2,
          .man = "fifo(7), read(2): without O_NONBLOCK both open and read sleep until there is something to do.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& reader = t.start("reader", {.args = {"inbox"}});
            t.expect_sleeping(reader, kWaiting);
            auto& writer = t.write_fifo("inbox");
            t.expect_sleeping(reader, kWaiting);
            t.stop_and_continue_all();
            writer.feed("one\ntw");
            t.expect_soon(reader.out(), "> one\n");
            waits_with(t, reader, "> one\n");
          }},

    Check{.id = "whole-texts",
          .says = "prints exactly the bytes of a text, however many they are",
          .program = "reader",
          .catches = {{"unterminated", memory_error()}, {"unterminated", wrong_output()}},
          .needs = {"ends-with-last-writer"},
          .build = Build::address,
          .man = "read(2): fills the buffer and says how far; a C string ends at a NUL that nobody has put there.",
          .scenario = [](Trial& t) {
            const std::string long_one(50'000, 'x');
            t.fifo("inbox");
            auto& reader = t.start("reader", {.args = {"inbox"}});
            t.write_fifo("inbox").feed(kNulInside + "\n" + std::string(250, 'f') + "\n" + long_one + "\nend\n").end_input();
            t.expect(reader, exits(0));
            t.expect(reader.out(), equals("> " + kNulInside + "\n> " + std::string(250, 'f') + "\n> " + long_one + "\n> end\n"));
          }},

    Check{.id = "torn-texts",
          .says = "puts a message together however it comes, and prints it at once",
          .program = "reader",
          .needs = {"sleeps-while-waiting"},
          .weight = 3,
          .man = "pipe(7): a FIFO is a stream of bytes; one write need not arrive as one read.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& reader = t.start("reader", {.args = {"inbox"}});
            auto& writer = t.write_fifo("inbox").feed("first\nsec");
            t.expect_soon(reader.out(), "> first\n");
            writer.feed_byte_by_byte("ond\n\nthird\nre");
            t.expect_soon(reader.out(), "> third\n");
            reader.signal(SIGKILL);
            t.expect(reader.out(), equals("> first\n> second\n> \n> third\n"));
          }},

    Check{.id = "several-writers",
          .says = "stays while one of its writers stays, and prints also what lacks its newline at the end",
          .program = "reader",
          .needs = {"ends-with-last-writer", "sleeps-while-waiting"},
          .man = "pipe(7): the end comes when every write end is closed.",
          .scenario = [](Trial& t) {
            t.fifo("inbox");
            auto& reader = t.start("reader", {.args = {"inbox"}, .budget = kUntilEnd});
            auto& first = t.write_fifo("inbox");
            auto& second = t.write_fifo("inbox").feed("second\n");
            t.expect_soon(reader.out(), "> second\n");
            first.end_input();
            t.expect_sleeping(reader, kWaiting);
            second.feed("cut").end_input();
            reader.end_input();
            t.expect(reader, exits(0));
            t.expect(reader.out(), equals("> second\n> cut\n"));
            auto& another = t.start("reader", {.args = {"inbox"}, .budget = kUntilEnd}).end_input();
            t.write_fifo("inbox").end_input();  // one who comes and says nothing
            t.expect(another, exits(0));
            t.expect(another.out(), empty());
          }},

    Check{.id = "cannot-read",
          .says = "says what is wrong: exit 2 for the arguments, exit 1 for a FIFO that cannot be had",
          .program = "reader",
          .man = "mkfifo(3): ENOENT, a folder in the path is not there.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"inbox", "outbox"}})
              refuses(t, t.start("reader", {.args = args}).end_input());
            refuses(t, t.start("reader", {.args = {"nowhere/inbox"}}).end_input(), 1);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 3: logbook

    Check{.id = "posts-lines",
          .says = "post waits for a keeper, and posts each line under its name as soon as it is there",
          .program = "logbook",
          .man = "fifo(7): opening to write sleeps until somebody has the FIFO open to read.",
          .scenario = [](Trial& t) {
            t.fifo("log");
            auto& ann = t.start("logbook", {.args = {"post", "log", "ann"}});
            t.expect_sleeping(ann, kWaiting);
            auto& log = t.read_fifo("log");
            ann.feed("one\n");
            t.expect_soon(log.out(), "ann: one\n");
            t.expect_sleeping(ann, kWaiting);
            ann.feed("\n two  words\nlast").end_input();
            t.expect(ann, exits(0));
            t.expect(ann.out(), empty());
            t.expect(log.out(), equals("ann: one\nann: \nann:  two  words\nann: last\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "keeps-lines",
          .says = "keep prints each line that is posted, whoever comes and goes, and sleeps meanwhile",
          .program = "logbook",
          .weight = 2,
          .man = "pipe(7): when the last writer has gone, read returns 0; a reader that is a writer, too, goes on waiting.",
          .scenario = [](Trial& t) {
            auto& keeper = t.start("logbook", {.args = {"keep", "log"}});
            t.expect_soon(keeper.out(), "ready\n");
            t.expect_fifo("log", 0600);
            t.expect_sleeping(keeper, kWaiting);
            auto& ann = t.write_fifo("log").feed_byte_by_byte("ann: one\n");
            t.expect_soon(keeper.out(), "ann: one\n");
            ann.end_input();
            t.expect_sleeping(keeper, kWaiting);
            t.stop_and_continue_all();
            auto& bob = t.write_fifo("log").feed("bob: two\nbob: three\n");
            t.expect_soon(keeper.out(), "bob: three\n");
            bob.end_input();
            waits_with(t, keeper, "ready\nann: one\nbob: two\nbob: three\n");
          }},

    Check{.id = "told-to-stop",
          .says = "keep removes its FIFO and ends with exit 0 when SIGINT or SIGTERM comes, at whatever moment",
          .program = "logbook",
          .catches = {{"never-unlinked", killed_by("SIGINT")}, {"never-unlinked", leaves("fifo")}},
          .weight = 2,
          .schedules = 8,
          .man = "signal(7): without a handler SIGINT ends a process at once; what it made in the file system stays.",
          .scenario = [](Trial& t) {
            for (const int signal : {SIGINT, SIGTERM}) {
              auto& keeper = t.start("logbook", {.args = {"keep", "log"}});
              t.expect_soon(keeper.out(), "ready\n");
              keeper.signal(signal);
              t.expect(keeper, exits(0));
              t.expect(t.leftovers(), nothing());
            }
          }},

    Check{.id = "finds-a-fifo",
          .says = "keep uses a FIFO that is there already, and removes that at the end as well",
          .program = "logbook",
          .needs = {"told-to-stop"},
          .man = "mkfifo(3): EEXIST, the name is taken; stat(2) says by what.",
          .scenario = [](Trial& t) {
            t.fifo("log");
            auto& keeper = t.start("logbook", {.args = {"keep", "log"}});
            t.expect_soon(keeper.out(), "ready\n");
            auto& ann = t.write_fifo("log").feed("ann: one\n");
            t.expect_soon(keeper.out(), "ann: one\n");
            t.expect_sleeping(keeper, kWaiting);
            ann.end_input();
            keeper.signal(SIGTERM);
            t.expect(keeper, exits(0));
            t.expect(keeper.out(), equals("ready\nann: one\n"));
            if (!t.over() && t.exists("log")) t.broken(keeper, "fifo left", "logbook keep has ended, and the FIFO that it kept is still there.");
          }},

    Check{.id = "only-a-fifo",
          .says = "takes nothing but a FIFO for one: a file stays as it is, with a message and exit 1",
          .program = "logbook",
          .catches = {{"wrong-file", exits_with(0)}, {"wrong-file", wrong_output()}, {"wrong-file", seen("file changed")}},
          .weight = 2,
          .man = "fstat(2), inode(7): S_ISFIFO tells what an open file is; open(2) takes a regular file as well.",
          .scenario = [](Trial& t) {
            const std::string content = "dear diary\nthese lines are worth something\n";
            t.file("diary.txt", content, 0666);
            const auto untouched = [&](const Process& process) {
              if (!t.over() && t.content_of("diary.txt") != content)
                t.broken(process, "file changed", process.name() + " was given the name of a regular file and has changed or removed it.");
            };
            auto& ann = t.start("logbook", {.args = {"post", "diary.txt", "ann"}, .input = "one\n", .budget = kUntilEnd}).end_input();
            refuses(t, ann, 1);
            untouched(ann);
            auto& keeper = t.start("logbook", {.args = {"keep", "diary.txt"}, .budget = kUntilEnd}).end_input();
            refuses(t, keeper, 1);
            untouched(keeper);
            refuses(t, t.start("logbook", {.args = {"post", "nowhere", "ann"}, .input = "one\n"}).end_input(), 1);
            t.expect(Leftovers{.files = false}, nothing());
          }},

    Check{.id = "keeper-gone",
          .says = "post says so, with exit 1, when its keeper has gone",
          .program = "logbook",
          .catches = {{"reader-gone", killed_by("SIGPIPE")}},
          .weight = 3,
          .man = "signal(7), write(2): SIGPIPE ends a writer that nobody reads; ignored, write fails with EPIPE.",
          .scenario = [](Trial& t) {
            t.fifo("log");
            auto& log = t.read_fifo("log");
            auto& ann = t.start("logbook", {.args = {"post", "log", "ann"}}).feed("one\n");
            t.expect_soon(log.out(), "ann: one\n");
            log.close_output();
            ann.feed("two\n").end_input();
            refuses(t, ann, 1);
          }},

    Check{.id = "whole-lines",
          .says = "post's lines stay whole, whoever else posts at the same time",
          .program = "logbook",
          .catches = {{"interleaving", wrong_output()}},
          .weight = 3,
          .schedules = 20,
          .man = "pipe(7): writes of up to PIPE_BUF bytes are atomic; between two of them others may write.",
          .scenario = [](Trial& t) {
            t.fifo("log");
            auto& log = t.read_fifo("log");
            auto& ann = t.start("logbook", {.args = {"post", "log", "ann"}, .input = "one\ntwo\n"}).end_input();
            auto& bob = t.start("logbook", {.args = {"post", "log", "bob"}, .input = "uno\n"}).end_input();
            t.expect(ann, exits(0));
            t.expect(bob, exits(0));
            t.expect(log.out(), mixes("", {"ann: one\nann: two\n", "bob: uno\n"}));
          }},

    Check{.id = "all-or-nothing",
          .says = "post's lines go into the FIFO whole: where there is no room for all of a line, no part of it is there yet",
          .program = "logbook",
          .catches = {{"interleaving", seen("part of a line")}},
          .weight = 3,
          .man = "pipe(7): a write of up to PIPE_BUF bytes waits until there is room for all of them; PIPE_BUF is 4096.",
          .scenario = [](Trial& t) {
            const std::string content = std::string(smallest_fifo() - 1001, 'x') + "\n", line(3000, 'y');
            auto& log = nearly_full_fifo(t, "log", content);
            auto& ann = t.start("logbook", {.args = {"post", "log", "ann"}, .input = line + "\n"}).end_input();
            t.expect_sleeping(ann, kWaiting);
            log.take_some_output();
            if (!t.over() && t.written(log.out()) != content)
              t.broken(ann, "part of a line", "While logbook waits for room, a part of its line is already in the FIFO: what somebody else writes now comes in between.");
            log.release_output();
            t.expect(ann, exits(0));
            t.expect(log.out(), equals(content + "ann: " + line + "\n"));
          }},

    Check{.id = "wants-a-role",
          .says = "says how it is used, with exit 2, when it is not given keep or post and what belongs to it",
          .program = "logbook",
          .man = "execve(2): behind the last argument stands a null pointer; argc says how many there are.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"keep"}, {"post", "log"}, {"burn", "log"}, {"keep", "log", "ann"}, {"post", "log", "ann", "bob"}})
              refuses(t, t.start("logbook", {.args = args}).end_input());
            t.expect(t.leftovers(), nothing());
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
