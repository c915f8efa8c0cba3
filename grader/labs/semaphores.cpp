// The semaphores lab's contract (labs/semaphores/README.md) as checks.
#include "check/lab.hpp"
#include "check/trial.hpp"

#include <algorithm>
#include <csignal>
#include <sstream>

namespace ipclab::labs {
namespace {

using namespace check;

// "A process that waits uses at most 0.2 s of CPU time meanwhile", and "the same from the end of its input to its exit".
constexpr double kWaiting = 0.2;
constexpr Budget kAtEnd{.cpu_seconds = 0.2};

void refuses(Trial& t, std::string_view program, const std::vector<std::string>& args, int status = 2) {
  auto& refused = t.start(program, {.args = args, .budget = kAtEnd}).end_input();
  t.expect(refused, exits(status));
  t.expect(refused.out(), empty());
  t.expect(refused.err(), says_something());
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream from(text);
  for (std::string line; std::getline(from, line);) lines.push_back(line);
  return lines;
}

// What is wrong with a counter's output, in a sentence; empty: nothing.
std::string wrong_count(const std::string& text, int doors, int visitors) {
  const int all = doors * visitors;
  const std::vector<std::string> lines = lines_of(text);
  if (lines.empty() || lines.front() != "open") return "The first line is not `open`.";
  std::vector<int> seen(static_cast<std::size_t>(doors) + 1, 0);
  for (int number = 1; number <= all; ++number) {
    const auto at = static_cast<std::size_t>(number);
    const std::string begin = std::to_string(number) + ": door ";
    if (at >= lines.size()) return "There is no line for visitor " + std::to_string(number) + ".";
    int door = 0;
    for (int one = 1; one <= doors; ++one)
      if (lines[at] == begin + std::to_string(one)) door = one;
    if (door == 0) return "Where visitor " + std::to_string(number) + " was to come stands `" + lines[at].substr(0, 60) + "`.";
    if (++seen[static_cast<std::size_t>(door)] > visitors) return "Door " + std::to_string(door) + " has let in more than " + std::to_string(visitors) + ".";
  }
  if (text.size() < 2 || text.back() != '\n' || lines.size() != static_cast<std::size_t>(all) + 2 || lines.back() != "closed after " + std::to_string(all))
    return "After the last visitor there is to be `closed after " + std::to_string(all) + "`, and nothing else.";
  return "";
}

// A counter, from its start to its end.
void expect_counts(Trial& t, int doors, int visitors) {
  auto& counter = t.start("counter", {.args = {std::to_string(doors), std::to_string(visitors)}, .budget = kAtEnd}).end_input();
  t.expect(counter, exits(0));
  t.expect(counter.out(), starts_with("open\n"));
  if (t.over()) return;
  if (const std::string wrong = wrong_count(t.written(counter.out()), doors, visitors); !wrong.empty()) t.broken(counter, "wrong count", counter.name() + " has counted wrong. " + wrong);
}

Process& comes_to_bench(Trial& t, const std::string& file, int people, bool tries = false) {
  std::vector<std::string> args{file, std::to_string(people)};
  if (tries) args.emplace_back("try");
  return t.start("bench", {.args = args, .budget = kAtEnd});
}

// Somebody who is in goes out.
void goes_out(Trial& t, Process& who) {
  who.end_input();
  t.expect(who, exits(0));
  t.expect(who.out(), equals("in\nout\n"));
}

// Of two whose input is open one has got in; all others wait. Who it is; nobody when a promise was broken.
Process* the_one_inside(Trial& t, Process& one, Process& other) {
  t.expect_waiting(one, kWaiting, "in\n");
  t.expect_waiting(other, kWaiting, "in\n");
  if (t.over()) return nullptr;
  const bool first = t.written(one.out()) == "in\n", second = t.written(other.out()) == "in\n";
  const std::string names = one.name() + " and " + other.name();
  if (first && second) t.broken(other, "both inside", names + " have both printed `in`, and neither of them `out`.");
  else if (!first && !second) t.broken(one, "nobody inside", names + " want to come in, nobody is in any more, and neither of them gets in.");
  else return first ? &one : &other;
  return nullptr;
}

// First the one who is in goes, then the other.
void go_one_by_one(Trial& t, Process& one, Process& other) {
  Process* const first = the_one_inside(t, one, other);
  if (first == nullptr) return;
  Process& second = first == &one ? other : one;
  goes_out(t, *first);
  t.expect_soon(second.out(), "in\n");
  goes_out(t, second);
}

// The keeper of a store, a bank or a board, once it is open.
Process& keeper(Trial& t, std::string_view program, const std::vector<std::string>& args) {
  auto& keeps = t.start(program, {.args = args, .budget = kAtEnd});
  t.expect_soon(keeps.out(), "open\n");
  return keeps;
}

void closes(Trial& t, Process& keeps, const std::string& says = "") {
  keeps.end_input();
  t.expect(keeps, exits(0));
  t.expect(keeps.out(), equals("open\n" + says));
  t.expect(t.leftovers(), nothing());
}

// Puts all of these lines.
Process& put(Trial& t, const std::string& lines) { return t.start("prodcons", {.args = {"put"}, .input = lines, .budget = kAtEnd}).end_input(); }
Process& get(Trial& t, int count) { return t.start("prodcons", {.args = {"get", std::to_string(count)}, .budget = kAtEnd}).end_input(); }

void expect_got(Trial& t, Process& gets, const std::string& lines) {
  t.expect(gets, exits(0));
  t.expect(gets.out(), equals(lines));
}

// A signal, and then being stopped and continued; neither changes anything for somebody who waits.
void disturb(Trial& t, Process& who, const std::string& printed) {
  who.signal(SIGUSR1);
  t.expect_waiting(who, kWaiting, printed);
  t.stop_and_continue_all();
  t.expect_waiting(who, kWaiting, printed);
}

Process& clerk(Trial& t, int from, int to, const std::string& amounts) {
  return t.start("bank", {.args = {"move", std::to_string(from), std::to_string(to)}, .input = amounts, .budget = kAtEnd});
}

std::string balances(const std::vector<long>& balance) {
  std::string text;
  for (std::size_t i = 0; i < balance.size(); ++i) text += "account " + std::to_string(i + 1) + ": " + std::to_string(balance[i]) + "\n";
  return text;
}

// A reader that has come while a writer waited is not in before that one.
void expect_behind(Trial& t, Process& reader, Process& writer) {
  t.expect_waiting(reader, kWaiting, "in\n");
  if (!t.over() && !t.written(reader.out()).empty())
    t.broken(reader, "overtaken", writer.name() + " waited as a writer when " + reader.name() + " came as a reader. Now " + reader.name() + " has printed `in`, and " + writer.name() + " still waits.");
}

Process& comes_to_board(Trial& t, const char* as) { return t.start("readers_writers", {.args = {as}, .budget = kAtEnd}); }

const Registered semaphores{Lab{"semaphores", {

    // Step 1: counter

    Check{.id = "counter-opens",
          .says = "comes to its end, also when its doors are quicker than it is",
          .program = "counter",
          .catches = {{"not-shared", stuck_in()}},
          .weight = 3,
          .schedules = 2,
          .orders_only = true,
          .man = "sem_init(3): pshared: 0 is for the threads of one process; anything else for processes, in memory that they share.",
          .scenario = [](Trial& t) {
            auto& counter = t.start("counter", {.args = {"2", "1"}, .budget = kAtEnd}).end_input();
            t.expect(counter, ends());
          }},

    Check{.id = "counter-counts",
          .says = "numbers all visitors, each door lets in as many as it should, and the house is closed after the last one",
          .program = "counter",
          .needs = {"counter-opens"},
          .man = "sem_wait(3), sem_post(3): who has made it 0 is alone until it is posted.",
          .scenario = [](Trial& t) {
            expect_counts(t, 1, 1);
            expect_counts(t, 3, 4);
            expect_counts(t, 5, 100);
          }},

    Check{.id = "counter-any-moment",
          .says = "counts right, whichever of its doors is held up, and where",
          .program = "counter",
          .needs = {"counter-counts"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "sem_wait(3): what is done before it, or after the post, others may do at the same time.",
          .scenario = [](Trial& t) {
            expect_counts(t, 2, 1);
          }},

    Check{.id = "counter-leaves-nothing",
          .says = "leaves nothing behind, and has waited for its doors",
          .program = "counter",
          .catches = {{"named-leftover", leaves("posix-sem")}},
          .needs = {"counter-opens"},
          .weight = 2,
          .man = "sem_unlink(3): a named semaphore stays until somebody unlinks it; who has it open keeps it.",
          .scenario = [](Trial& t) {
            auto& counter = t.start("counter", {.args = {"2", "2"}, .budget = kAtEnd}).end_input();
            t.expect_alone_at_end(counter);
            t.expect(counter, exits(0));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "counter-by-itself",
          .says = "counts as ever beside another counter, and after one that was killed",
          .program = "counter",
          .catches = {{"named-leftover", stuck_in()}},
          .needs = {"counter-counts"},
          .weight = 2,
          .man = "sem_open(3): with O_CREAT alone it may be anybody's, with whatever value it has by now; O_EXCL makes sure that it is new.",
          .scenario = [](Trial& t) {
            auto& other = t.start("counter", {.args = {"2", "1000"}, .output_pipe = 4096, .output_held = true});
            t.expect_sleeping(other, kWaiting);  // one of its doors in the middle of a line
            other.signal(SIGSTOP);
            t.kill_children_of(other, SIGSTOP);
            expect_counts(t, 2, 3);
            t.kill_children_of(other, SIGKILL);
            other.signal(SIGKILL);
            t.expect(other, ends());
            expect_counts(t, 2, 3);
          }},

    Check{.id = "counter-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "counter",
          .man = "The contract: DOORS from 1 to 5, VISITORS from 1 to 1000; exit 2.",
          .scenario = [](Trial& t) {
            const std::vector<std::vector<std::string>> wrong{{}, {"3"}, {"0", "3"}, {"6", "3"}, {"3", "0"}, {"3", "1001"}, {"three", "3"}, {"3", ""}, {"1", "2", "3"}};
            for (const auto& args : wrong) refuses(t, "counter", args);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 2: bench

    Check{.id = "bench-in-and-out",
          .says = "gets the bench when nobody has it, and has it until its input ends",
          .program = "bench",
          .catches = {{"initial-value", stuck_in("semop")}},
          .weight = 2,
          .man = "semget(2), NOTES: the values of a new set are not initialised (on Linux they are 0); semctl(2): SETVAL, SETALL.",
          .scenario = [](Trial& t) {
            t.file("alone", "");
            auto& ann = comes_to_bench(t, "alone", 1);
            t.expect_soon(ann.out(), "in\n");
            t.expect_waiting(ann, kWaiting, "in\n");
            goes_out(t, ann);
          }},

    Check{.id = "bench-one-at-a-time",
          .says = "is for one at a time; who waits gets it when it is given back",
          .program = "bench",
          .needs = {"bench-in-and-out"},
          .weight = 2,
          .man = "semop(2): an operation that would make a semaphore less than 0 waits; EINTR says that nothing was done.",
          .scenario = [](Trial& t) {
            t.file("one", "");
            t.file("other", "");
            auto& ann = comes_to_bench(t, "one", 3);
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes_to_bench(t, "one", 3);
            auto& cid = comes_to_bench(t, "one", 3);
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            t.stop_and_continue_all();
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            auto& elsewhere = comes_to_bench(t, "other", 1);
            t.expect_soon(elsewhere.out(), "in\n");
            goes_out(t, elsewhere);
            goes_out(t, ann);
            go_one_by_one(t, bob, cid);
          }},

    Check{.id = "bench-try",
          .says = "with try, says taken when somebody has it, and takes it when nobody has",
          .program = "bench",
          .needs = {"bench-in-and-out"},
          .man = "semop(2): with IPC_NOWAIT it fails with EAGAIN where it would wait.",
          .scenario = [](Trial& t) {
            t.file("tried", "");
            const auto says_taken = [&t] {
              auto& tries = comes_to_bench(t, "tried", 5, true);
              t.expect(tries, exits(3));
              t.expect(tries.out(), equals("taken\n"));
            };
            auto& ann = comes_to_bench(t, "tried", 5);
            t.expect_soon(ann.out(), "in\n");
            says_taken();
            says_taken();
            t.expect_waiting(ann, kWaiting, "in\n");
            goes_out(t, ann);
            auto& bob = comes_to_bench(t, "tried", 5, true);
            t.expect_soon(bob.out(), "in\n");
            says_taken();
            goes_out(t, bob);
          }},

    Check{.id = "bench-last-one",
          .says = "leaves nothing when all have been there, and the next ones find all as new",
          .program = "bench",
          .catches = {{"set-leak", leaves("sem")}},
          .needs = {"bench-in-and-out"},
          .weight = 2,
          .man = "semctl(2): a set stays until somebody removes it with IPC_RMID, whoever has ended.",
          .scenario = [](Trial& t) {
            t.file("often", "");
            for (const int people : {2, 1, 3}) {
              for (int i = 0; i < people; ++i) {
                auto& one = comes_to_bench(t, "often", people, i == 1);
                t.expect_soon(one.out(), "in\n");
                goes_out(t, one);
              }
              t.expect(t.leftovers(), nothing());
            }
            auto& ann = comes_to_bench(t, "often", 3);
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes_to_bench(t, "often", 3);
            t.expect_waiting(bob, kWaiting, "");
            t.expect(comes_to_bench(t, "often", 3, true), exits(3));
            goes_out(t, ann);
            t.expect_soon(bob.out(), "in\n");
            goes_out(t, bob);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bench-try-never-waits",
          .says = "with try, ends at once or has the bench, however close somebody else comes",
          .program = "bench",
          .catches = {{"look-then-take", stuck_in("semop")}},
          .needs = {"bench-try"},
          .weight = 3,
          .schedules = 10,
          .man = "semctl(2): GETVAL tells what was; semop(2): IPC_NOWAIT looks and takes in one.",
          .scenario = [](Trial& t) {
            t.file("close", "");
            auto& bob = comes_to_bench(t, "close", 2, true).end_input();
            auto& ann = comes_to_bench(t, "close", 2);
            t.expect(bob, ends());
            if (t.ended_with(bob, 0)) {
              t.expect(bob.out(), equals("in\nout\n"));
            } else {
              t.expect(bob, exits(3));
              t.expect(bob.out(), equals("taken\n"));
            }
            t.expect_soon(ann.out(), "in\n");
            goes_out(t, ann);
          }},

    Check{.id = "bench-first-two",
          .says = "is for one at a time also when the first two come together",
          .program = "bench",
          .catches = {{"init-race", seen("both inside")}},
          .needs = {"bench-one-at-a-time", "bench-last-one"},
          .weight = 3,
          .schedules = 10,
          .man = "semget(2): to make a set and to give it its values are two calls; semop(2): several operations of one call are done together.",
          .scenario = [](Trial& t) {
            t.file("two", "");
            auto& ann = comes_to_bench(t, "two", 2);
            auto& bob = comes_to_bench(t, "two", 2);
            go_one_by_one(t, ann, bob);
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bench-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "bench",
          .man = "The contract: N is a digit from 1 to 9; exit 2, and exit 1 when there is no such file.",
          .scenario = [](Trial& t) {
            t.file("here", "");
            const std::vector<std::vector<std::string>> wrong{{}, {"here"}, {"here", "0"}, {"here", "many"}, {"here", "2", "now"}, {"here", "2", "try", "again"}};
            for (const auto& args : wrong) refuses(t, "bench", args);
            refuses(t, "bench", {"nowhere", "1"}, 1);
            refuses(t, "bench", {"nowhere", "1", "try"}, 1);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 3: prodcons

    Check{.id = "prodcons-passes",
          .says = "hands on what is put while both sides are there",
          .program = "prodcons",
          .man = "semop(2): who takes from a semaphore that is 0 waits until somebody adds to it.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "3"});
            auto& gets = get(t, 3);
            t.expect_waiting(gets, kWaiting, "");
            auto& puts = t.start("prodcons", {.args = {"put"}, .budget = kAtEnd});
            puts.feed("one\n");
            t.expect_soon(gets.out(), "one\n");
            t.expect_waiting(puts, kWaiting, "");
            const std::string longest(100, 'x');
            puts.feed("100% of %s and %n\n" + longest + "\n");
            expect_got(t, gets, "one\n100% of %s and %n\n" + longest + "\n");
            t.expect_waiting(puts, kWaiting, "");
            t.expect_waiting(keeps, kWaiting, "open\n");
          }},

    Check{.id = "prodcons-stays",
          .says = "keeps what was put when who has put it is gone",
          .program = "prodcons",
          .catches = {{"undo-everywhere", stuck_in("semop")}},
          .weight = 2,
          .man = "semop(2): with SEM_UNDO the operation is undone when the process ends, also when it ends in peace.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "2"});
            for (int round = 0; round < 3; ++round) {
              t.expect(put(t, "one\n"), exits(0));
              t.expect(put(t, "two\n"), exits(0));
              expect_got(t, get(t, 2), "one\ntwo\n");
            }
            closes(t, keeps);
          }},

    Check{.id = "prodcons-full",
          .says = "waits when the store is full, and goes on when something is taken",
          .program = "prodcons",
          .catches = {{"lock-order", stuck_in("semop")}},
          .needs = {"prodcons-stays"},
          .weight = 2,
          .man = "semop(2): who waits keeps what it has taken before; a lock that it holds nobody else can get.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "2"});
            t.expect(put(t, "red\n"), exits(0));
            t.expect(put(t, "green\n"), exits(0));
            auto& third = put(t, "blue\n");
            t.expect_sleeping(third, kWaiting);
            expect_got(t, get(t, 1), "red\n");
            t.expect(third, exits(0));
            auto& ann = put(t, "a1\na2\n");
            t.expect_sleeping(ann, kWaiting);
            expect_got(t, get(t, 2), "green\nblue\n");
            auto& bob = put(t, "b1\n");
            auto& gets = get(t, 3);
            for (auto* one : {&gets, &ann, &bob}) t.expect(*one, exits(0));
            t.expect(gets.out(), mixes("", {"a1\na2\n", "b1\n"}));
            closes(t, keeps);
          }},

    Check{.id = "prodcons-signal",
          .says = "goes on waiting after SIGUSR1, and after being stopped and continued",
          .program = "prodcons",
          .catches = {{"interrupted", wrong_output()}},
          .needs = {"prodcons-full"},
          .weight = 2,
          .man = "signal(7): semop(2) is never restarted, also with SA_RESTART, and may fail with EINTR even when it was only stopped.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "1"});
            auto& first = get(t, 2);
            t.expect_waiting(first, kWaiting, "");
            disturb(t, first, "");
            auto& puts = put(t, "one\ntwo\nthree\nfour\n");
            expect_got(t, first, "one\ntwo\n");
            t.expect_sleeping(puts, kWaiting);
            disturb(t, puts, "");
            t.expect(puts.err(), says_something());
            expect_got(t, get(t, 2), "three\nfour\n");
            t.expect(puts, exits(0));
            closes(t, keeps);
          }},

    Check{.id = "prodcons-any-moment",
          .says = "loses and doubles nothing, whoever is held up, and where",
          .program = "prodcons",
          .needs = {"prodcons-full"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .spurious = true,
          .man = "semop(2): free places, items and the lock are counted by three semaphores, each for itself.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "2"});
            auto& ann = put(t, "a\n");
            auto& bob = put(t, "b\n");
            auto& gets = get(t, 2);
            for (auto* one : {&ann, &bob, &gets}) t.expect(*one, exits(0));
            t.expect(gets.out(), mixes("", {"a\n", "b\n"}));
            closes(t, keeps);
          }},

    Check{.id = "prodcons-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "prodcons",
          .man = "The contract: SLOTS from 1 to 8, COUNT from 1 to 1000; exit 2.",
          .scenario = [](Trial& t) {
            const std::vector<std::vector<std::string>> wrong{{}, {"keep"}, {"keep", "0"}, {"keep", "9"}, {"keep", "many"}, {"put", "one"}, {"get"}, {"get", "0"}, {"get", "1001"}, {"take", "1"}};
            for (const auto& args : wrong) refuses(t, "prodcons", args);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 4: bank

    Check{.id = "bank-moves",
          .says = "moves each amount when it has read it, and prints all balances in the end",
          .program = "bank",
          .man = "semop(2): while the two semaphores are taken nobody else touches these accounts.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "bank", {"keep"});
            auto& ann = clerk(t, 1, 2, "100\n");
            t.expect_soon(ann.out(), "moved 100\n");
            t.expect_waiting(ann, kWaiting, "moved 100\n");
            auto& bob = clerk(t, 2, 1, "2000\n").end_input();
            t.expect(bob, exits(0));
            ann.feed("1\n1000000\n").end_input();
            t.expect(ann, exits(0));
            t.expect(ann.out(), equals("moved 100\nmoved 1\nmoved 1000000\n"));
            t.expect(clerk(t, 3, 5, "7\n").end_input(), exits(0));
            t.expect_waiting(keeps, kWaiting, "open\n");
            closes(t, keeps, balances({-997101, 999101, 993, 1000, 1007}));
          }},

    Check{.id = "bank-crossing",
          .says = "loses no amount and comes to its end when two clerks move between the same accounts, in opposite directions",
          .program = "bank",
          .catches = {{"two-at-once", stuck_in("semop")}},
          .needs = {"bank-moves"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "semop(2): the operations of one call are done together, or none of them is; then the caller waits with empty hands.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "bank", {"keep"});
            t.expect(clerk(t, 1, 2, "100\n").end_input(), exits(0));
            auto& ann = clerk(t, 1, 2, "5\n").end_input();
            auto& bob = clerk(t, 2, 1, "7\n").end_input();
            for (auto* one : {&ann, &bob}) t.expect(*one, exits(0));
            closes(t, keeps, balances({902, 1098, 1000, 1000, 1000}));
          }},

    Check{.id = "bank-killed",
          .says = "goes on when a clerk is killed, wherever that was",
          .program = "bank",
          .catches = {{"no-undo", stuck_in("semop")}},
          .needs = {"bank-moves"},
          .weight = 3,
          .schedules = 20,
          .man = "semop(2): SEM_UNDO: what the process has taken is given back when it ends, however it ends.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "bank", {"keep"});
            auto& eve = clerk(t, 1, 2, "5\n");
            auto& bob = clerk(t, 1, 2, "70\n").end_input();
            eve.signal(SIGKILL);
            t.expect(eve, ends());
            t.expect(bob, exits(0));
            keeps.end_input();
            t.expect(keeps, exits(0));
            t.expect(t.leftovers(), nothing());
            const bool said = t.written(eve.out()) == "moved 5\n";
            const std::string& printed = t.written(keeps.out());
            for (const long left : {0, 5})
              for (const long came : {0, 5})
                if ((!said || (left == 5 && came == 5)) && printed == "open\n" + balances({930 - left, 1070 + came, 1000, 1000, 1000})) return;
            t.broken(keeps, "wrong balances", bob.name() + " has moved 70 from account 1 to 2. " + eve.name() + " was killed when it was to move 5 from 1 to 2" + (said ? ", and had printed `moved 5` already." : "; that may count, or half of it, or nothing.") + " The balances do not follow from this.");
          }},

    Check{.id = "bank-busy",
          .says = "loses nothing when five clerks move money round in a circle",
          .program = "bank",
          .needs = {"bank-crossing"},
          .man = "semop(2): who takes both at once cannot be part of a circle in which everybody waits for the next one.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "bank", {"keep"});
            std::string amounts, said;
            for (int amount = 1; amount <= 100; ++amount) {
              amounts += std::to_string(amount) + "\n";
              said += "moved " + std::to_string(amount) + "\n";
            }
            std::vector<Process*> clerks;
            for (int account = 1; account <= 5; ++account) clerks.push_back(&clerk(t, account, account % 5 + 1, amounts).end_input());
            for (auto* one : clerks) {
              t.expect(*one, exits(0));
              t.expect(one->out(), equals(said));
            }
            closes(t, keeps, balances({1000, 1000, 1000, 1000, 1000}));
          }},

    Check{.id = "bank-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "bank",
          .man = "The contract: two different accounts from 1 to 5; exit 2.",
          .scenario = [](Trial& t) {
            const std::vector<std::vector<std::string>> wrong{{}, {"keep", "3"}, {"move"}, {"move", "1"}, {"move", "1", "1"}, {"move", "0", "1"}, {"move", "1", "6"}, {"move", "1", "two"}, {"move", "1", "2", "3"}, {"rob", "1", "2"}};
            for (const auto& args : wrong) refuses(t, "bank", args);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 5: readers_writers

    Check{.id = "board-readers",
          .says = "lets readers be there together, and a writer alone",
          .program = "readers_writers",
          .man = "semop(2): an operation 0 waits until the semaphore is 0.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "read");
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes_to_board(t, "read");
            t.expect_soon(bob.out(), "in\n");
            t.expect_waiting(ann, kWaiting, "in\n");
            goes_out(t, ann);
            goes_out(t, bob);
            auto& eve = comes_to_board(t, "write");
            t.expect_soon(eve.out(), "in\n");
            auto& cid = comes_to_board(t, "read");
            t.expect_waiting(cid, kWaiting, "");
            t.stop_and_continue_all();
            t.expect_waiting(cid, kWaiting, "");
            goes_out(t, eve);
            t.expect_soon(cid.out(), "in\n");
            goes_out(t, cid);
            closes(t, keeps);
          }},

    Check{.id = "board-writers",
          .says = "lets writers in one after the other",
          .program = "readers_writers",
          .needs = {"board-readers"},
          .man = "semop(2): who comes in and says so in one call leaves no moment for somebody else.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "write");
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes_to_board(t, "write");
            auto& cid = comes_to_board(t, "write");
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            t.stop_and_continue_all();
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            goes_out(t, ann);
            go_one_by_one(t, bob, cid);
            closes(t, keeps);
          }},

    Check{.id = "board-writer-first",
          .says = "lets a writer that waits go before readers that come later",
          .program = "readers_writers",
          .catches = {{"writer-starves", seen("overtaken")}},
          .needs = {"board-readers"},
          .weight = 2,
          .man = "semop(2): a call may ask of several semaphores, of how many are inside and of how many wait.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "read");
            auto& bob = comes_to_board(t, "read");
            for (auto* one : {&ann, &bob}) t.expect_soon(one->out(), "in\n");
            auto& eve = comes_to_board(t, "write");
            t.expect_waiting(eve, kWaiting, "");
            auto& cid = comes_to_board(t, "read");
            expect_behind(t, cid, eve);
            goes_out(t, ann);
            expect_behind(t, cid, eve);
            t.expect_waiting(eve, kWaiting, "");
            goes_out(t, bob);
            t.expect_soon(eve.out(), "in\n");
            t.expect_waiting(cid, kWaiting, "");
            goes_out(t, eve);
            t.expect_soon(cid.out(), "in\n");
            auto& dan = comes_to_board(t, "read");  // nobody waits any more
            t.expect_soon(dan.out(), "in\n");
            goes_out(t, cid);
            goes_out(t, dan);
            closes(t, keeps);
          }},

    Check{.id = "board-never-both",
          .says = "never has a reader and a writer there at the same time, however close they come",
          .program = "readers_writers",
          .catches = {{"in-two-steps", seen("both inside")}},
          .needs = {"board-readers"},
          .weight = 3,
          .schedules = 10,
          .man = "semop(2): the operations of one call are done together; between two calls anybody may come.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "read");
            auto& eve = comes_to_board(t, "write");
            go_one_by_one(t, ann, eve);
            closes(t, keeps);
          }},

    Check{.id = "board-any-moment",
          .says = "lets readers in together and a writer after them, whoever is held up, and where",
          .program = "readers_writers",
          .needs = {"board-writers", "board-writer-first", "board-never-both"},
          .weight = 2,
          .build = Build::memory,
          .schedules = 20,
          .man = "semop(2): who goes adds what others wait for, or they wait for ever.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "read");
            auto& bob = comes_to_board(t, "read");
            for (auto* one : {&ann, &bob}) t.expect_soon(one->out(), "in\n");
            auto& eve = comes_to_board(t, "write").end_input();
            goes_out(t, ann);
            t.expect_waiting(eve, kWaiting, "");
            goes_out(t, bob);
            t.expect(eve, exits(0));
            t.expect(eve.out(), equals("in\nout\n"));
            closes(t, keeps);
          }},

    Check{.id = "board-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "readers_writers",
          .man = "The contract: keep, read or write; exit 2.",
          .scenario = [](Trial& t) {
            const std::vector<std::vector<std::string>> wrong{{}, {"look"}, {"read", "me"}, {"keep", "it"}, {"write", "on", "it"}};
            for (const auto& args : wrong) refuses(t, "readers_writers", args);
            t.expect(t.leftovers(), nothing());
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
