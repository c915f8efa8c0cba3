// The msgqueue lab's contract (labs/msgqueue/README.md) as checks, steps 3 and 4: who waits for what at a queue.
#include "labs/msgqueue.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>

namespace ipclab::labs::queues {

using namespace check;

namespace {

// The machine's limits, proc(5): how many bytes a message may have, and how many there may be in a queue.
std::size_t limit(const char* name) {
  std::size_t bytes = 0;
  std::ifstream(std::string("/proc/sys/kernel/") + name) >> bytes;
  return bytes;
}
std::size_t longest_message() { return limit("msgmax"); }
std::size_t room_in_queue() { return limit("msgmnb"); }

// So many lines, no two of them alike, of so many bytes each.
std::string lines(const std::string& begin, int count, std::size_t length) {
  std::string all;
  for (int i = 1; i <= count; ++i) {
    const std::string line = begin + " " + std::to_string(i) + " ";
    all += line + std::string(length - std::min(length, line.size()), '.') + "\n";
  }
  return all;
}

std::string loud(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

// Who answers, when questions can be put.
Process& desk(Trial& t) {
  needs_key(t);
  auto& answers = t.start("desk", {.args = {"answer", kIt}, .budget = kAtEnd}).end_input();
  t.expect_soon(answers.out(), "ready\n");
  return answers;
}

// Who asks while the queue may be removed: has got the answer, or says that nobody answers any more.
void expect_answer_or_gone(Trial& t, Process& asks, const std::string& answer) {
  t.expect(asks, ends());
  if (t.ended_with(asks, 0)) t.expect(asks.out(), equals(answer));
  else {
    t.expect(asks, exits(3));
    t.expect(asks.err(), says_something());
    if (!t.over() && !t.written(asks.out()).empty()) t.expect(asks.out(), equals(answer));
  }
}

}  // namespace

std::vector<Check> tube_and_desk() {
  return {

    // Step 3: tube

    Check{.id = "tube-carries",
          .says = "carries each line as a message of its own, then the end, and removes the queue",
          .program = "tube",
          .man = "msgsnd(2), msgrcv(2): a message arrives whole and by itself, also one without any bytes.",
          .scenario = [](Trial& t) {
            needs_key(t);
            auto& in = run(t, "tube", {"in", kIt}, "one\n\n two  words \nno newline");
            does(t, in);
            for (const char* line : {"one", "", " two  words ", "no newline"}) expect_message(t, in, 1, line);
            expect_message(t, in, 2, "");
            expect_no_message(t, in);
            for (const char* line : {"three", "", "four"}) t.put_message(kKey, 1, line);
            t.put_message(kKey, 2, "");
            does(t, run(t, "tube", {"out", kIt}), "three\n\nfour\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "tube-waits",
          .says = "sleeps until the next line comes, and prints it then",
          .program = "tube",
          .catches = {{"busy-receive", endless("cpu")}},
          .weight = 2,
          .man = "msgrcv(2): without IPC_NOWAIT it sleeps until there is a message.",
          .scenario = [](Trial& t) {
            needs_key(t);
            auto& out = t.start("tube", {.args = {"out", kIt}}).end_input();
            t.expect_waiting(out, kWaiting, "");
            t.put_message(kKey, 1, "one");
            t.expect_soon(out.out(), "one\n");
            t.expect_waiting(out, kWaiting, "one\n");
            t.stop_and_continue_all();
            auto& in = t.start("tube", {.args = {"in", kIt}}).feed("two\n");
            t.expect_soon(out.out(), "two\n");
            t.expect_sleeping(in, kWaiting);
            in.end_input();
            does(t, in);
            does(t, out, "one\ntwo\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "tube-long-lines",
          .says = "carries lines as long as the system allows",
          .program = "tube",
          .catches = {{"truncation", wrong_output()}},
          .weight = 2,
          .man = "msgrcv(2): with MSG_NOERROR what does not fit is cut off and lost; without it, E2BIG, and the message stays.",
          .scenario = [](Trial& t) {
            needs_key(t);
            const std::string line(std::min(longest_message(), room_in_queue()), 'l'), shorter(300, 's');
            auto& out = t.start("tube", {.args = {"out", kIt}}).end_input();
            auto& in = t.start("tube", {.args = {"in", kIt}, .input = shorter + "\n" + line + "\nend\n"}).end_input();
            does(t, in);
            does(t, out, shorter + "\n" + line + "\nend\n");
          }},

    Check{.id = "tube-too-long",
          .says = "says so when a line is longer than the system allows, and ends there",
          .program = "tube",
          .catches = {{"too-long", exits_with(0)}},
          .weight = 2,
          .man = "msgsnd(2): EINVAL, msgsz is larger than msgmax; /proc/sys/kernel/msgmax holds that.",
          .scenario = [](Trial& t) {
            needs_key(t);
            auto& in = run(t, "tube", {"in", kIt}, "before\n" + std::string(longest_message() + 1, 'l') + "\nafter\n");
            refuses(t, in);
            expect_message(t, in, 1, "before");
            expect_message(t, in, 2, "");
            expect_no_message(t, in);
          }},

    Check{.id = "tube-full",
          .says = "waits for room when the queue is full, and loses nothing",
          .program = "tube",
          .catches = {{"full-queue", exits_with(0)}, {"full-queue", exits_with(1)}, {"full-queue", exits_with(2)}},
          .weight = 2,
          .man = "msgsnd(2): without IPC_NOWAIT it sleeps while the queue has no room; msgctl(2): msg_qbytes.",
          .scenario = [](Trial& t) {
            needs_key(t);
            const std::string all = lines("line", static_cast<int>(2 * room_in_queue() / 100 + 20), 100);
            auto& in = t.start("tube", {.args = {"in", kIt}, .input_pipe = 1U << 20}).feed(all).end_input();
            t.expect_sleeping(in, kWaiting);
            t.stop_and_continue_all();
            t.expect_sleeping(in, kWaiting);
            auto& out = t.start("tube", {.args = {"out", kIt}}).end_input();
            does(t, in);
            does(t, out, all);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "tube-arguments",
          .says = "says how it is used when it is used otherwise",
          .program = "tube",
          .man = "The contract: tube in KEY, or tube out KEY; exit 2.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"in"}, {"through", kIt}, {"out", kIt, kIt}}) refuses(t, run(t, "tube", args));
            t.expect(t.leftovers(), nothing());
          }},

    // Step 4: desk

    Check{.id = "desk-answers",
          .says = "answers each question as soon as it is put",
          .program = "desk",
          .catches = {{"asks-all-first", stuck_in()}},
          .man = "The contract: ask prints the answer to a line before it waits for the next line.",
          .scenario = [](Trial& t) {
            auto& answers = desk(t);
            t.expect_waiting(answers, kWaiting, "ready\n");
            auto& asks = t.start("desk", {.args = {"ask", kIt}, .budget = kAtEnd}).feed("how late is it?\n");
            t.expect_soon(asks.out(), "HOW LATE IS IT?\n");
            t.expect_sleeping(asks, kWaiting);
            t.stop_and_continue_all();
            asks.feed("\n" + std::string(500, 'q') + "\nand 2 more?");
            asks.end_input();
            does(t, asks, "HOW LATE IS IT?\n\n" + std::string(500, 'Q') + "\nAND 2 MORE?\n");
            does(t, run(t, "desk", {"ask", kIt}));
            t.expect_waiting(answers, kWaiting, "ready\n");
          }},

    Check{.id = "desk-many",
          .says = "answers any number of questions, also those of one who has them all ready",
          .program = "desk",
          .catches = {{"asks-all-first", stuck_in("msgsnd")}},
          .weight = 2,
          .man = "msgsnd(2): sleeps while the queue is full, also who only wants to answer and so to make room.",
          .scenario = [](Trial& t) {
            desk(t);
            const std::string questions = lines("question", 100, 450);
            does(t, t.start("desk", {.args = {"ask", kIt}, .input_pipe = 1U << 20}).feed(questions).end_input(), loud(questions));
          }},

    Check{.id = "desk-own-answers",
          .says = "gives each one who asks the answers to their own questions",
          .program = "desk",
          .catches = {{"wrong-reply", wrong_output()}, {"wrong-reply", stuck_in()}},
          .weight = 3,
          .schedules = 10,
          .man = "msgrcv(2): of those who wait for one type, any one gets the message; each needs a type that nobody else waits for.",
          .scenario = [](Trial& t) {
            auto& answers = desk(t);
            auto& ann = run(t, "desk", {"ask", kIt}, "ann?\n");
            auto& bob = run(t, "desk", {"ask", kIt}, "bob?\n");
            does(t, ann, "ANN?\n");
            does(t, bob, "BOB?\n");
            answers.signal(SIGKILL);
            t.expect(answers, ends());
          }},

    Check{.id = "desk-crowd",
          .says = "answers five who ask at once",
          .program = "desk",
          .needs = {"desk-many", "desk-own-answers"},
          .weight = 2,
          .man = "msgctl(2): msg_qbytes is for all messages together, whoever they are for.",
          .scenario = [](Trial& t) {
            desk(t);
            std::vector<std::pair<Process*, std::string>> crowd;
            for (const char* name : {"ann", "bob", "cid", "dan", "eve"}) {
              const std::string questions = lines(name, 30, 480);
              crowd.emplace_back(&run(t, "desk", {"ask", kIt}, questions), loud(questions));
            }
            for (const auto& [asks, answers] : crowd) does(t, *asks, answers);
          }},

    Check{.id = "desk-removed",
          .says = "takes it for its end when the queue is removed while it waits",
          .program = "desk",
          .catches = {{"removed-under-reader", exits_with(1)}},
          .weight = 2,
          .man = "msgrcv(2): EIDRM, the queue was removed while it waited. msgsnd(2): EINVAL, there is none with this id.",
          .scenario = [](Trial& t) {
            auto& idle = desk(t);
            t.expect_sleeping(idle, kWaiting);
            t.remove_queue(kKey);
            does(t, idle, "ready\n");
            auto& answers = desk(t);
            t.expect_sleeping(answers, kWaiting);
            answers.signal(SIGSTOP);  // so that nobody answers for a while
            auto& asks = run(t, "desk", {"ask", kIt}, "anybody?\n");
            t.expect_sleeping(asks, kWaiting);
            t.remove_queue(kKey);
            refuses(t, asks, 3);
            answers.signal(SIGCONT);
            does(t, answers, "ready\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "desk-removed-at-any-moment",
          .says = "takes it for its end whenever the queue is removed",
          .program = "desk",
          .needs = {"desk-removed"},
          .weight = 3,
          .schedules = 10,
          .man = "msgrcv(2), msgsnd(2): EIDRM for who waits already, EINVAL for who comes later.",
          .scenario = [](Trial& t) {
            auto& answers = desk(t);
            auto& asks = run(t, "desk", {"ask", kIt}, "still there?\n");
            t.remove_queue(kKey);
            does(t, answers, "ready\n");
            expect_answer_or_gone(t, asks, "STILL THERE?\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "desk-told-to-stop",
          .says = "removes its queue and ends when SIGINT or SIGTERM comes",
          .program = "desk",
          .catches = {{"queue-leak", leaves("msg")}, {"removed-under-reader", exits_with(1)}},
          .weight = 2,
          .man = "msgctl(2): IPC_RMID removes a queue at once, and wakes all who wait there.",
          .scenario = [](Trial& t) {
            for (const int signal : {SIGINT, SIGTERM}) {
              auto& answers = desk(t);
              does(t, run(t, "desk", {"ask", kIt}, "anybody?\n"), "ANYBODY?\n");
              t.expect_sleeping(answers, kWaiting);
              answers.signal(signal);
              does(t, answers, "ready\n");
              t.expect(t.leftovers(), nothing());
            }
          }},

    Check{.id = "desk-stops-at-any-moment",
          .says = "does that at whatever moment the signal comes",
          .program = "desk",
          .needs = {"desk-told-to-stop"},
          .weight = 3,
          .schedules = 10,
          .man = "signal(7): msgrcv(2) and msgsnd(2) are never restarted after a handler; and a signal may come just before the call.",
          .scenario = [](Trial& t) {
            auto& answers = desk(t);
            auto& asks = run(t, "desk", {"ask", kIt}, "still there?\n");
            answers.signal(SIGINT);
            does(t, answers, "ready\n");
            expect_answer_or_gone(t, asks, "STILL THERE?\n");
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "desk-nobody-there",
          .says = "says so when nobody answers, before the first question and between two",
          .program = "desk",
          .needs = {"desk-answers", "desk-removed", "desk-told-to-stop"},
          .man = "msgget(2): ENOENT, there is no queue with this key; msgsnd(2): EINVAL, there is none with this id.",
          .scenario = [](Trial& t) {
            needs_key(t);
            refuses(t, run(t, "desk", {"ask", kIt}, "anybody?\n"), 3);
            t.expect(t.leftovers(), nothing());
            auto& answers = desk(t);
            auto& asks = t.start("desk", {.args = {"ask", kIt}, .budget = kAtEnd}).feed("one?\n");
            t.expect_soon(asks.out(), "ONE?\n");
            t.expect_sleeping(asks, kWaiting);
            answers.signal(SIGINT);
            does(t, answers, "ready\n");
            asks.feed("two?\n");
            t.expect(asks, exits(3));
            t.expect(asks.out(), equals("ONE?\n"));
            t.expect(asks.err(), says_something());
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "desk-arguments",
          .says = "says how it is used when it is used otherwise",
          .program = "desk",
          .man = "The contract: desk answer KEY, or desk ask KEY; exit 2.",
          .scenario = [](Trial& t) {
            for (const std::vector<std::string>& args : {std::vector<std::string>{}, {"ask"}, {"wonder", kIt}, {"answer", kIt, kIt}}) refuses(t, run(t, "desk", args));
            t.expect(t.leftovers(), nothing());
          }},
  };
}

}  // namespace ipclab::labs::queues
