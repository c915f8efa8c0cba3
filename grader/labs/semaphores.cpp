// The semaphores lab's contract (labs/semaphores/README.md) as checks: what they have in common, and those of steps 1 and 2.
#include "labs/semaphores.hpp"

#include <csignal>
#include <sstream>

namespace ipclab::labs {
namespace semaphores {

using namespace check;

namespace {

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

}  // namespace

void goes_out(Trial& t, Process& who) {
  who.end_input();
  t.expect(who, exits(0));
  t.expect(who.out(), equals("in\nout\n"));
}

void go_one_by_one(Trial& t, Process& one, Process& other) {
  Process* const first = the_one_inside(t, one, other);
  if (first == nullptr) return;
  Process& second = first == &one ? other : one;
  goes_out(t, *first);
  t.expect_soon(second.out(), "in\n");
  goes_out(t, second);
}

void go_one_by_one(Trial& t, Process& one, Process& other, const std::function<Process&()>& third_comes) {
  Process* const first = the_one_inside(t, one, other);
  if (first == nullptr) return;
  Process& third = third_comes();
  the_one_inside(t, *first, third);
  if (t.over()) return;
  goes_out(t, *first);
  go_one_by_one(t, first == &one ? other : one, third);
}

}  // namespace semaphores

namespace {

using namespace check;
using namespace semaphores;

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

void expect_counted(Trial& t, Process& counter, int doors, int visitors) {
  t.expect(counter, exits(0));
  t.expect(counter.out(), starts_with("open\n"));
  if (t.over()) return;
  if (const std::string wrong = wrong_count(t.written(counter.out()), doors, visitors); !wrong.empty()) t.broken(counter, "wrong count", counter.name() + " has counted wrong. " + wrong);
}

// A counter, from its start to its end.
void expect_counts(Trial& t, int doors, int visitors) {
  auto& counter = t.start("counter", {.args = {std::to_string(doors), std::to_string(visitors)}, .budget = kAtEnd}).end_input();
  expect_counted(t, counter, doors, visitors);
}

// The same when nobody reads its output for a while, and it is stopped and continued meanwhile.
void expect_counts_later(Trial& t, int doors, int visitors) {
  auto& counter = t.start("counter", {.args = {std::to_string(doors), std::to_string(visitors)}, .output_pipe = 4096, .output_held = true, .budget = kAtEnd}).end_input();
  t.expect_sleeping(counter, kWaiting);
  t.stop_and_continue_all();
  t.expect_sleeping(counter, kWaiting);
  counter.release_output();
  expect_counted(t, counter, doors, visitors);
}

Process& comes_to_bench(Trial& t, const std::string& file, int people, bool tries = false) {
  std::vector<std::string> args{file, std::to_string(people)};
  if (tries) args.emplace_back("try");
  return t.start("bench", {.args = args, .budget = kAtEnd});
}

std::vector<Check> all_checks() {
  std::vector<Check> all{

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

    Check{.id = "counter-read-late",
          .says = "counts right when its output is read late, and when it is stopped and continued meanwhile",
          .program = "counter",
          .needs = {"counter-counts"},
          .weight = 2,
          .man = "signal(7): when a process is stopped and continued some calls fail with EINTR, semop(2) among them, and nothing was done.",
          .scenario = [](Trial& t) {
            expect_counts_later(t, 3, 200);
          }},

    Check{.id = "counter-any-moment",
          .says = "counts right, whichever of its doors is held up or stopped, and where",
          .program = "counter",
          .needs = {"counter-counts"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "sem_wait(3): what is done before it, or after the post, others may do at the same time.",
          .scenario = [](Trial& t) {
            auto& counter = t.start("counter", {.args = {"2", "1"}, .budget = kAtEnd}).end_input();
            for (const int signal : {SIGSTOP, SIGCONT}) t.signal_a_child_of(counter, signal);
            expect_counted(t, counter, 2, 1);
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

    Check{.id = "counter-together",
          .says = "waits for no other counter, also when both begin at the same moment",
          .program = "counter",
          .needs = {"counter-by-itself"},
          .weight = 3,
          .schedules = 10,
          .man = "sem_open(3), sem_unlink(3): between the two calls the name is there, and whoever opens it then has the same semaphore.",
          .scenario = [](Trial& t) {
            auto& ann = t.start("counter", {.args = {"1", "1"}, .budget = kAtEnd}).end_input();
            auto& bob = t.start("counter", {.args = {"1", "1"}, .output_pipe = 4096, .output_held = true, .output_room = 8});  // for `open`
            t.expect_sleeping(bob, kWaiting);
            bob.signal(SIGSTOP);
            t.kill_children_of(bob, SIGSTOP);
            expect_counted(t, ann, 1, 1);
            t.kill_children_of(bob, SIGKILL);
            bob.signal(SIGKILL);
            t.expect(bob, ends());
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
            const auto comes = [&t]() -> Process& { return comes_to_bench(t, "one", 4); };
            auto& ann = comes();
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes();
            auto& cid = comes();
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            t.stop_and_continue_all();
            for (auto* one : {&bob, &cid}) t.expect_waiting(*one, kWaiting, "");
            auto& elsewhere = comes_to_bench(t, "other", 1);
            t.expect_soon(elsewhere.out(), "in\n");
            goes_out(t, elsewhere);
            goes_out(t, ann);
            go_one_by_one(t, bob, cid, comes);
          }},

    Check{.id = "bench-try",
          .says = "with try, says taken when somebody has it, and takes it when nobody has",
          .program = "bench",
          .needs = {"bench-in-and-out"},
          .man = "semop(2): with IPC_NOWAIT it fails with EAGAIN where it would wait.",
          .scenario = [](Trial& t) {
            t.file("tried", "");
            const auto says_taken = [&t] {
              auto& tries = comes_to_bench(t, "tried", 7, true);
              t.expect(tries, exits(3));
              t.expect(tries.out(), equals("taken\n"));
            };
            auto& ann = comes_to_bench(t, "tried", 7);
            t.expect_soon(ann.out(), "in\n");
            says_taken();
            says_taken();
            t.expect_waiting(ann, kWaiting, "in\n");
            goes_out(t, ann);
            auto& bob = comes_to_bench(t, "tried", 7, true);
            t.expect_soon(bob.out(), "in\n");
            says_taken();
            auto& cid = comes_to_bench(t, "tried", 7);
            t.expect_waiting(cid, kWaiting, "");
            goes_out(t, bob);
            t.expect_soon(cid.out(), "in\n");
            says_taken();  // also when it was handed on
            goes_out(t, cid);
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

    Check{.id = "bench-next-one",
          .says = "is for one at a time also when somebody comes while another one goes",
          .program = "bench",
          .needs = {"bench-first-two"},
          .weight = 3,
          .schedules = 10,
          .man = "semctl(2): IPC_RMID takes the set from all who have it, and later ones make a new one; who has come does not wait yet.",
          .scenario = [](Trial& t) {
            t.file("next", "");
            auto& ann = comes_to_bench(t, "next", 3);
            t.expect_soon(ann.out(), "in\n");
            auto& bob = comes_to_bench(t, "next", 3);
            goes_out(t, ann);
            t.expect_soon(bob.out(), "in\n");
            auto& cid = comes_to_bench(t, "next", 3);
            go_one_by_one(t, bob, cid);
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
  };
  for (auto* part : {&kept, &board})
    for (Check& one : part()) all.push_back(std::move(one));
  return all;
}

const Registered lab{Lab{"semaphores", all_checks()}};

}  // namespace
}  // namespace ipclab::labs
