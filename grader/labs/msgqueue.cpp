// The msgqueue lab's contract (labs/msgqueue/README.md) as checks: what they have in common, and steps 1 and 2.
#include "labs/msgqueue.hpp"

#include "check/words.hpp"

#include <cstring>

namespace ipclab::labs::queues {

using namespace check;

void needs_key(Trial& t, int key) {
  if (t.messages_in(key)) t.give_up("somebody on this machine has a queue with the key " + as_key(key) + " (ipcs -q)");
}

Process& run(Trial& t, std::string_view program, std::vector<std::string> args, const std::string& input) {
  return t.start(program, {.args = std::move(args), .input = input, .budget = kAtEnd}).end_input();
}

void does(Trial& t, Process& process, const std::string& printed) {
  t.expect(process, exits(0));
  t.expect(process.out(), equals(printed));
}

void expect_message(Trial& t, const Process& by, long type, const std::string& bytes, int key) {
  const auto message = t.take_message(key);
  if (t.over()) return;
  const auto broken = [&](std::string what, const std::string& is, const std::string& promised) {
    t.broken(by, std::move(what), "In the queue with the key " + as_key(key) + " lies " + is + "; promised was " + promised + ".");
  };
  const std::string promised = "one of type " + std::to_string(type) + " with " + counted(bytes.size(), "byte") + ", " + printable(bytes, 60);
  if (!message) return broken("no message", "no message", promised);
  const std::string is = "a message of type " + std::to_string(message->type) + " with " + counted(message->bytes.size(), "byte") + ", " + printable(message->bytes, 60);
  if (message->type != type) broken("type", is, promised);
  else if (message->bytes.size() != bytes.size()) broken("size", is, promised);
  else if (message->bytes != bytes) broken("bytes", is, promised);
}

void expect_no_message(Trial& t, const Process& by, int key) {
  if (const auto count = t.messages_in(key); !t.over() && count.value_or(0) > 0)
    t.broken(by, "one more", "In the queue with the key " + as_key(key) + " lies more than was to be put there: " + counted(*count, "message") + " too many.");
}

namespace {

// The key that msgq takes when it is given none.
constexpr int kDefault = 1234;

// A reading as it lies in a message.
std::string reading(int station, int tenths) {
  const int both[] = {station, tenths};
  std::string bytes(sizeof both, '\0');
  std::memcpy(bytes.data(), both, sizeof both);
  return bytes;
}

std::vector<Check> msgq_and_station() {
  return {

    // Step 1: msgq

    Check{.id = "msgq-sends",
          .says = "puts a message into the queue with its key, which then lies there for whoever comes",
          .program = "msgq",
          .man = "msgsnd(2): a message is a type and some bytes; it stays in the queue when its sender has ended.",
          .scenario = [](Trial& t) {
            needs_key(t);
            needs_key(t, kDefault);
            does(t, run(t, "msgq", {"-s", "-k", kIt, "-t", "5", "two words"}));
            does(t, run(t, "msgq", {"-s", "-k", kIt, std::string(200, 'l')}));
            auto& nothing_in_it = run(t, "msgq", {"-t", "2147483647", "-k", kIt, "-s", ""});
            does(t, nothing_in_it);
            expect_message(t, nothing_in_it, 5, "two words");
            expect_message(t, nothing_in_it, 1, std::string(200, 'l'));
            expect_message(t, nothing_in_it, 2147483647, "");
            expect_no_message(t, nothing_in_it);
            auto& no_key = run(t, "msgq", {"-s", "hello"});
            does(t, no_key);
            expect_message(t, no_key, 1, "hello", kDefault);
            t.remove_queue(kKey);
            t.remove_queue(kDefault);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "msgq-receives",
          .says = "takes one message out and prints it, and says so when there is none for it",
          .program = "msgq",
          .man = "msgrcv(2): a type greater than 0 asks for the oldest message of that type; ENOMSG, with IPC_NOWAIT: there is none.",
          .scenario = [](Trial& t) {
            needs_key(t);
            t.put_message(kKey, 7, "first");
            t.put_message(kKey, 3, "second");
            t.put_message(kKey, 7, " third, with blanks ");
            does(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "7"}), "7: first\n");
            refuses(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "4"}), 3);
            does(t, run(t, "msgq", {"-r", "-k", kIt}), "3: second\n");
            does(t, run(t, "msgq", {"-k", kIt, "-r"}), "7:  third, with blanks \n");
            refuses(t, run(t, "msgq", {"-r", "-k", kIt}), 3);
            if (!t.over() && !t.messages_in(kKey)) t.give_up("the queue has gone");
          }},

    Check{.id = "msgq-types",
          .says = "asks for any type with 0, and for the lowest one up to N with -N",
          .program = "msgq",
          .catches = {{"type-check", exits_with(2)}},
          .man = "msgrcv(2): msgtyp 0 is the first message, a negative one the first of the lowest type up to its absolute value.",
          .scenario = [](Trial& t) {
            needs_key(t);
            for (const auto& [type, text] : {std::pair{9, "a"}, {4, "b"}, {2, "c"}, {4, "d"}, {3, "e"}}) t.put_message(kKey, type, text);
            does(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "0"}), "9: a\n");
            does(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "-4"}), "2: c\n");
            does(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "-4"}), "3: e\n");
            refuses(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "-3"}), 3);
            does(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "-2147483647"}), "4: b\n");
          }},

    Check{.id = "msgq-numbers",
          .says = "takes no word for a number, neither for a key nor for a type",
          .program = "msgq",
          .catches = {{"junk-key", exits_with(0)}, {"junk-key", exits_with(3)}},
          .man = "atoi(3): gives 0 for a word, and 12 for 12abc; strtol(3) says where it has stopped. 0 is IPC_PRIVATE.",
          .scenario = [](Trial& t) {
            for (const char* key : {"junk", "12x", "", "0", "-3", "2147483648", "99999999999999999999"}) refuses(t, run(t, "msgq", {"-s", "-k", key, "hello"}));
            refuses(t, run(t, "msgq", {"-r", "-k", "junk"}));
            for (const char* type : {"12abc", "some", "", "0", "-5", "2147483648"}) refuses(t, run(t, "msgq", {"-s", "-k", kIt, "-t", type, "hello"}));
            refuses(t, run(t, "msgq", {"-r", "-k", kIt, "-t", "any"}));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "msgq-only-looks",
          .says = "makes no queue when it is to receive from one that is not there",
          .program = "msgq",
          .catches = {{"made-by-reader", exits_with(3)}},
          .weight = 2,
          .man = "msgget(2): with IPC_CREAT a queue is made if there is none; without it, ENOENT.",
          .scenario = [](Trial& t) {
            needs_key(t);
            refuses(t, run(t, "msgq", {"-r", "-k", kIt}), 1);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "msgq-removes",
          .says = "removes a queue with -d, whatever lies in it, and says so when there is none",
          .program = "msgq",
          .catches = {{"no-removal", exits_with(2)}, {"made-by-reader", exits_with(0)}},
          .weight = 2,
          .man = "msgctl(2): IPC_RMID; until then a queue stays, whoever has ended.",
          .scenario = [](Trial& t) {
            needs_key(t);
            t.put_message(kKey, 1, "never read");
            does(t, run(t, "msgq", {"-d", "-k", kIt}));
            t.expect(t.leftovers(), nothing());
            refuses(t, run(t, "msgq", {"-d", "-k", kIt}), 1);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "msgq-arguments",
          .says = "wants one of -s, -r and -d, and what belongs to it",
          .program = "msgq",
          .man = "getopt(3): `?` for an option that is none; what is no option stands from optind on.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"-s"}, {"-s", "-k", kIt}, {"-r", "-s", "hello"}, {"-x"}, {"-r", "-k"}, {"-k", kIt},
                                                         {"hello"}, {"-r", "-k", kIt, "hello"}, {"-s", "-k", kIt, "hello", "you"}})
              refuses(t, run(t, "msgq", args));
            t.expect(t.leftovers(), nothing());
          }},

    // Step 2: station

    Check{.id = "station-readings",
          .says = "puts a reading into the queue as a message of type 1 with two numbers, and nothing else",
          .program = "station",
          .catches = {{"int-type", seen("type")}, {"int-type", seen("no message")}, {"size-of-struct", seen("size")}},
          .man = "msgsnd(2): the message begins with a long, its type; msgsz counts what comes behind that.",
          .scenario = [](Trial& t) {
            needs_key(t);
            for (const auto& [station, tenths] : {std::pair{7, -35}, {1, 0}, {9999, 412}}) {
              auto& station_it = run(t, "station", {"reading", kIt, std::to_string(station), std::to_string(tenths)});
              does(t, station_it);
              expect_message(t, station_it, 1, reading(station, tenths));
              expect_no_message(t, station_it);
            }
          }},

    Check{.id = "station-remarks",
          .says = "puts a remark into the queue as a message of type 2 with the bytes of the text, and nothing else",
          .program = "station",
          .catches = {{"garbage-tail", seen("size")}},
          .man = "msgsnd(2): msgsz bytes are sent, whatever lies there.",
          .scenario = [](Trial& t) {
            needs_key(t);
            for (const std::string& text : {std::string("fresh snow"), std::string(80, 'r'), std::string(), std::string("x")}) {
              auto& remark = run(t, "station", {"remark", kIt, text});
              does(t, remark);
              expect_message(t, remark, 2, text);
              expect_no_message(t, remark);
            }
            refuses(t, run(t, "station", {"remark", kIt, std::string(81, 'r')}));
          }},

    Check{.id = "station-shows",
          .says = "shows each message as it is, in order, and nothing that does not belong to it",
          .program = "station",
          .catches = {{"unterminated", wrong_output()}, {"unterminated", killed_by()}},
          .man = "msgrcv(2): returns how many bytes it has copied; nobody puts a NUL behind them.",
          .scenario = [](Trial& t) {
            needs_key(t);
            t.put_message(kKey, 2, "fog");
            t.put_message(kKey, 1, reading(12, 205));
            t.put_message(kKey, 2, std::string(80, 'r'));
            t.put_message(kKey, 2, "100% of %s");
            t.put_message(kKey, 2, "");
            t.put_message(kKey, 1, reading(3, -1));
            does(t, run(t, "station", {"show", kIt}), "remark: fog\nstation 12: 205\nremark: " + std::string(80, 'r') + "\nremark: 100% of %s\nremark: \nstation 3: -1\n");
            does(t, run(t, "station", {"show", kIt}));
            t.remove_queue(kKey);
            refuses(t, run(t, "station", {"show", kIt}), 1);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "station-bounds",
          .says = "reads and writes no memory but its own, also where a remark is as long as one can be",
          .program = "station",
          .needs = {"station-readings", "station-remarks", "station-shows"},
          .build = Build::address,
          .man = "msgrcv(2): at most msgsz bytes are copied; of what lies behind them it says nothing.",
          .scenario = [](Trial& t) {
            needs_key(t);
            const std::string longest(80, 'r');
            for (const std::string& text : {longest, std::string()}) does(t, run(t, "station", {"remark", kIt, text}));
            does(t, run(t, "station", {"reading", kIt, "9999", "-999"}));
            does(t, run(t, "station", {"show", kIt}), "remark: " + longest + "\nremark: \nstation 9999: -999\n");
            t.remove_queue(kKey);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "station-both-ends",
          .says = "shows what it has itself put there",
          .program = "station",
          .needs = {"station-readings", "station-remarks", "station-shows"},
          .man = "sysvipc(7): who asks with the same key meets at the same queue.",
          .scenario = [](Trial& t) {
            needs_key(t);
            does(t, run(t, "station", {"remark", kIt, "wind from the north"}));
            does(t, run(t, "station", {"reading", kIt, "4", "-8"}));
            does(t, run(t, "station", {"show", kIt}), "remark: wind from the north\nstation 4: -8\n");
          }},

    Check{.id = "station-arguments",
          .says = "says how it is used when it is used otherwise",
          .program = "station",
          .man = "The contract: reading KEY NUMBER TENTHS, remark KEY TEXT, or show KEY; exit 2.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"show"}, {"reading", kIt, "7"}, {"remark", kIt}, {"forecast", kIt}, {"remark", kIt, "fog", "snow"}})
              refuses(t, run(t, "station", args));
            t.expect(t.leftovers(), nothing());
          }},
  };
}

std::vector<Check> all_checks() {
  std::vector<Check> all = msgq_and_station();
  for (Check& one : tube_and_desk()) all.push_back(std::move(one));
  return all;
}

const Registered msgqueue{Lab{"msgqueue", all_checks()}};

}  // namespace
}  // namespace ipclab::labs::queues
