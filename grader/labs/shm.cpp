// The shm lab's contract (labs/shm/README.md) as checks: steps 1, 2 and 5, the programs that keep something together.
#include "labs/shm.hpp"

#include <algorithm>
#include <csignal>

namespace ipclab::labs::shm {

using namespace check;

namespace {

// A program that adds up, with all of its input.
Process& adder(Trial& t, std::string_view program, const std::string& workers, const std::vector<long>& numbers) {
  std::string input;
  for (const long number : numbers) input += std::to_string(number) + "\n";
  return t.start(program, {.args = {workers}, .input = input, .budget = kAtEnd}).end_input();
}

// What it prints when nobody is killed.
std::string added(int workers, const std::vector<long>& numbers) {
  std::string text;
  long sum = 0;
  for (int worker = 0; worker < workers; ++worker) {
    long share = 0;
    for (std::size_t i = static_cast<std::size_t>(worker); i < numbers.size(); i += static_cast<std::size_t>(workers)) share += numbers[i];
    text += "worker " + std::to_string(worker + 1) + " added " + std::to_string(share) + "\n";
    sum += share;
  }
  return text + "sum " + std::to_string(sum) + "\n";
}

// Many numbers of all sizes.
std::vector<long> thousand_numbers() {
  std::vector<long> numbers;
  for (long i = 0; i < 1000; ++i) numbers.push_back((i * 7919 % 2'000'001) - 1'000'000);
  return numbers;
}

// What two workers print of whom the first or the second was killed: all that is right.
std::vector<std::string> added_until_killed(const std::vector<long>& numbers) {
  std::vector<std::string> all;
  for (const std::size_t killed : {0U, 1U}) {
    long other = 0, until_then = 0;
    for (std::size_t i = 1 - killed; i < numbers.size(); i += 2) other += numbers[i];
    const std::string well = "worker " + std::to_string(2 - killed) + " added " + std::to_string(other) + "\n";
    for (std::size_t i = killed;; i += 2) {
      const std::string dead = "worker " + std::to_string(killed + 1) + " was killed, added " + std::to_string(until_then) + "\n";
      all.push_back((killed == 0 ? dead + well : well + dead) + "sum " + std::to_string(other + until_then) + "\n");
      if (i >= numbers.size()) break;
      until_then += numbers[i];
    }
  }
  return all;
}

// Two workers of whom one is killed, early or late; or too late.
void expect_survivors(Trial& t, const std::vector<long>& numbers) {
  auto& survivors = adder(t, "survivors", "2", numbers);
  t.signal_a_child_of(survivors, SIGKILL);
  t.expect(survivors, ends());
  if (t.ended_with(survivors, 0)) {
    t.expect(survivors.out(), equals(added(2, numbers)));
  } else {
    t.expect(survivors, exits(3));
    const std::vector<std::string> right = added_until_killed(numbers);
    t.expect(t.leftovers(), nothing());  // by then all that it has printed is here
    if (std::find(right.begin(), right.end(), t.written(survivors.out())) == right.end())
      t.broken(survivors, "wrong account", "A worker was killed. What was printed is not what that one had added until then, what the other one added in all, and the sum of both.");
  }
  t.expect(t.leftovers(), nothing());
}

// A keeper, when its ledger is open.
Process& keeper(Trial& t, const std::string& file, int accounts) {
  auto& keeps = t.start("ledger", {.args = {"keep", file, std::to_string(accounts)}, .budget = kAtEnd});
  t.expect_soon(keeps.out(), "open\n");
  return keeps;
}

void expect_balance(Trial& t, const std::string& file, int account, const std::string& balance) {
  auto& look = t.start("ledger", {.args = {"look", file, std::to_string(account)}, .budget = kAtEnd}).end_input();
  t.expect(look, exits(0));
  t.expect(look.out(), equals(balance + "\n"));
}

std::vector<Check> sum_and_ledger() {
  return {

    // Step 1: sum

    Check{.id = "sum-arguments",
          .says = "takes one digit from 1 to 8, and says so when it gets something else",
          .program = "sum",
          .catches = {{"usage-falls-through", killed_by()}, {"usage-falls-through", exits_with(0)}},
          .man = "The contract: anything wrong with the arguments ends with exit 2; exit(3), or return from main().",
          .scenario = [](Trial& t) {
            refuses(t, "sum", {});
            for (const char* workers : {"0", "9", "many", "2x", ""}) refuses(t, "sum", {workers});
            refuses(t, "sum", {"2", "3"});
          }},

    Check{.id = "sum-waits",
          .says = "has waited for its workers when it ends",
          .program = "sum",
          .catches = {{"fork-precedence", child_not_waited_for()}},
          .weight = 2,
          .man = "fork(2): its result tells parent and child apart; wait(2): a child is a zombie until its parent has waited for it.",
          .scenario = [](Trial& t) {
            auto& sum = adder(t, "sum", "3", {});
            t.expect_alone_at_end(sum);
            t.expect(sum, exits(0));
          }},

    Check{.id = "sum-result",
          .says = "prints what was added, and the sum",
          .program = "sum",
          .catches = {{"no-result", wrong_output("missing")}},
          .needs = {"sum-waits"},
          .man = "The contract: what each worker has added, in the order of the workers, and the sum.",
          .scenario = [](Trial& t) {
            for (const std::vector<long>& numbers : {std::vector<long>{3, -1, 40}, {}}) {
              auto& sum = adder(t, "sum", "1", numbers);
              t.expect(sum, exits(0));
              t.expect(sum.out(), equals(added(1, numbers)));
            }
            auto& nothing_to_do = adder(t, "sum", "3", {});
            t.expect(nothing_to_do, exits(0));
            t.expect(nothing_to_do.out(), equals(added(3, {})));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "sum-moves-on",
          .says = "comes to its end, whichever of its workers is held up, and where",
          .program = "sum",
          .catches = {{"private-mutex", stuck_in()}},
          .needs = {"sum-waits"},
          .weight = 3,
          .schedules = 20,
          .man = "pthread_mutexattr_setpshared(3): a mutex is for the threads of one process unless it is made to be shared.",
          .scenario = [](Trial& t) {
            t.expect(adder(t, "sum", "2", {1, 2}), ends());
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "sum-adds-all",
          .says = "has every number in the sum, whichever of its workers is held up, and where",
          .program = "sum",
          .catches = {{"unlocked-read", wrong_output("different")}},
          .needs = {"sum-result", "sum-moves-on"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "pthread_mutex_lock(3): what was seen before the lock was taken may be no longer so.",
          .scenario = [](Trial& t) {
            auto& sum = adder(t, "sum", "2", {1, 2});
            t.expect(sum, exits(0));
            t.expect(sum.out(), equals(added(2, {1, 2})));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "sum-many",
          .says = "adds up a thousand numbers with eight workers",
          .program = "sum",
          .needs = {"sum-adds-all"},
          .man = "The contract: up to 8 workers, up to 1000 numbers.",
          .scenario = [](Trial& t) {
            auto& sum = adder(t, "sum", "8", thousand_numbers());
            t.expect(sum, exits(0));
            t.expect(sum.out(), equals(added(8, thousand_numbers())));
            t.expect_alone_at_end(sum);
            t.expect(t.leftovers(), nothing());
          }},

    // Step 2: ledger

    Check{.id = "ledger-keeps",
          .says = "books what comes in, and lets others look at it",
          .program = "ledger",
          .man = "shmget(2): whoever asks with the same key gets the same segment.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            auto& keeps = keeper(t, "books", 3);
            keeps.feed("1 100\n2 -30\n");
            t.expect_waiting(keeps, kWaiting, "open\n");
            expect_balance(t, "books", 1, "100");
            expect_balance(t, "books", 2, "-30");
            expect_balance(t, "books", 3, "0");
            keeps.feed("1 5\n").feed("3 1000000\n");
            t.expect_sleeping(keeps, kWaiting);
            expect_balance(t, "books", 1, "105");
            refuses(t, "ledger", {"look", "books", "4"});
            keeps.end_input();
            t.expect(keeps, exits(0));
            t.expect(keeps.out(), equals("open\ntotal 1000075\n"));
          }},

    Check{.id = "ledger-closes",
          .says = "leaves nothing of the ledger when its input has ended",
          .program = "ledger",
          .catches = {{"segment-leak", leaves("shm")}},
          .weight = 2,
          .man = "shmctl(2): a segment stays until somebody removes it with IPC_RMID, whoever has ended.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            auto& keeps = keeper(t, "books", 2);
            keeps.feed("2 7\n").end_input();
            t.expect(keeps, exits(0));
            t.expect(t.leftovers(), nothing());
            refuses(t, "ledger", {"look", "books", "2"}, 3);
          }},

    Check{.id = "ledger-interrupted",
          .says = "closes the ledger at SIGINT as well, whenever that comes",
          .program = "ledger",
          .catches = {{"segment-leak", killed_by("SIGINT")}, {"segment-leak", leaves("shm")}},
          .weight = 2,
          .schedules = 5,
          .man = "signal(7): the default action of SIGINT is to end the process, and then nobody tidies up.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            auto& keeps = keeper(t, "books", 2);
            keeps.feed("1 8\n");
            t.expect_sleeping(keeps, kWaiting);
            keeps.feed("2 1\n").signal(SIGINT);
            t.expect(keeps, exits(0));
            if (t.written(keeps.out()) != "open\ntotal 8\n") t.expect(keeps.out(), equals("open\ntotal 9\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "ledger-needs-its-file",
          .says = "opens no ledger when there is no such file",
          .program = "ledger",
          .catches = {{"key-unchecked", exits_with(0)}, {"key-unchecked", exits_with(3)}},
          .man = "ftok(3): it returns -1 when it fails; for shmget(2) that is a key like any other.",
          .scenario = [](Trial& t) {
            refuses(t, "ledger", {"keep", "nowhere", "2"}, 1);
            t.expect(t.leftovers(), nothing());
            refuses(t, "ledger", {"look", "nowhere", "1"}, 1);
          }},

    Check{.id = "ledger-too-large",
          .says = "says so when it cannot have the memory",
          .program = "ledger",
          .catches = {{"attach-null", killed_by()}},
          .weight = 2,
          .man = "shmat(2): on error (void *) -1 is returned, which is not the null pointer.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            auto& keeps = t.start("ledger", {.args = {"keep", "books", "4000000"}, .most_memory = 32U << 20}).end_input();
            t.expect(keeps, ends());
            if (t.ended_with(keeps, 0)) {
              t.expect(keeps.out(), equals("open\ntotal 0\n"));
            } else {
              refuses(t, keeps, 1);
            }
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "ledger-begins-anew",
          .says = "begins anew where the last keeper was killed",
          .program = "ledger",
          .catches = {{"stale-segment", wrong_output()}, {"stale-segment", exits_with(1)}},
          .needs = {"ledger-closes"},
          .weight = 2,
          .man = "shmget(2): IPC_CREAT gives an old segment as it is, EINVAL when it is too small; shmctl(2): shm_nattch counts who has it.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            int before = 0;
            for (const int accounts : {3, 3, 700, 2}) {
              auto& keeps = keeper(t, "books", accounts);
              for (const int account : {1, 2}) expect_balance(t, "books", account, "0");
              if (before > accounts) refuses(t, "ledger", {"look", "books", std::to_string(before)});
              keeps.feed("1 50\n2 5\n");
              t.expect_sleeping(keeps, kWaiting);
              expect_balance(t, "books", 1, "50");
              keeps.signal(SIGKILL);
              t.expect(keeps, ends());
              before = accounts;
            }
            auto& last = keeper(t, "books", 3);
            last.feed("3 1\n").end_input();
            t.expect(last, exits(0));
            t.expect(last.out(), equals("open\ntotal 1\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "ledger-killed-anywhere",
          .says = "begins anew wherever the last keeper was when it was killed",
          .program = "ledger",
          .needs = {"ledger-begins-anew"},
          .weight = 2,
          .schedules = 5,
          .man = "pthread_mutex_lock(3): a lock that a killed process held is held for ever; a new one is made in new memory.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            auto& first = keeper(t, "books", 2);
            first.feed("1 50\n").signal(SIGKILL);
            t.expect(first, ends());
            auto& next = keeper(t, "books", 2);
            next.feed("2 3\n").end_input();
            t.expect(next, exits(0));
            t.expect(next.out(), equals("open\ntotal 3\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "ledger-one-keeper",
          .says = "leaves a ledger alone that somebody keeps, and one of another file",
          .program = "ledger",
          .catches = {{"stale-segment", exits_with(0)}},
          .needs = {"ledger-closes"},
          .weight = 2,
          .man = "shmget(2): with IPC_CREAT | IPC_EXCL it fails with EEXIST when there is one; shmctl(2): IPC_STAT tells who has it.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            t.file("other books", "");
            auto& first = keeper(t, "books", 2);
            first.feed("1 4\n");
            t.expect_sleeping(first, kWaiting);
            for (const char* accounts : {"2", "1", "500"}) refuses(t, "ledger", {"keep", "books", accounts}, 3);
            auto& other = keeper(t, "other books", 2);
            other.feed("1 1000\n");
            t.expect_sleeping(other, kWaiting);
            expect_balance(t, "books", 1, "4");
            expect_balance(t, "other books", 1, "1000");
            first.feed("2 1\n");
            t.expect_sleeping(first, kWaiting);
            expect_balance(t, "books", 2, "1");
            first.end_input();
            t.expect(first, exits(0));
            t.expect(first.out(), equals("open\ntotal 5\n"));
            expect_balance(t, "other books", 1, "1000");
            other.end_input();
            t.expect(other, exits(0));
            t.expect(other.out(), equals("open\ntotal 1000\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "ledger-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "ledger",
          .man = "The contract: numbers from 1 to 100000000; exit 2.",
          .scenario = [](Trial& t) {
            t.file("books", "");
            refuses(t, "ledger", {});
            refuses(t, "ledger", {"keep", "books"});
            for (const char* accounts : {"0", "-1", "some", "100000001", ""}) refuses(t, "ledger", {"keep", "books", accounts});
            refuses(t, "ledger", {"look", "books"});
            refuses(t, "ledger", {"look", "books", "0"});
            refuses(t, "ledger", {"close", "books", "1"});
            refuses(t, "ledger", {"look", "books", "1", "2"});
          }},
  };
}

std::vector<Check> survivors() {
  return {
    // Step 5: survivors

    Check{.id = "survivors-add",
          .says = "adds up like sum when nobody is killed",
          .program = "survivors",
          .man = "The contract of sum: what each worker has added, and the sum.",
          .scenario = [](Trial& t) {
            for (const std::vector<long>& numbers : {std::vector<long>{1, 2, 30, 4}, {}}) {
              auto& survivors = adder(t, "survivors", "3", numbers);
              t.expect(survivors, exits(0));
              t.expect(survivors.out(), equals(added(3, numbers)));
              t.expect_alone_at_end(survivors);
            }
            auto& many = adder(t, "survivors", "8", thousand_numbers());
            t.expect(many, exits(0));
            t.expect(many.out(), equals(added(8, thousand_numbers())));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "survivors-go-on",
          .says = "comes to its end when a worker is killed, wherever that one was",
          .program = "survivors",
          .catches = {{"dead-owner", stuck_in()}},
          .needs = {"survivors-add"},
          .weight = 3,
          .schedules = 20,
          .man = "pthread_mutexattr_setrobust(3): the next one to lock gets EOWNERDEAD; without it, it waits for the dead for ever.",
          .scenario = [](Trial& t) { expect_survivors(t, {1, 20, 300, 4000}); }},

    Check{.id = "survivors-account",
          .says = "has in the sum what it says that each one has added, also of the one that was killed",
          .program = "survivors",
          .needs = {"survivors-go-on"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "pthread_mutex_consistent(3): before it is called, what the mutex guards has to be set right.",
          .scenario = [](Trial& t) { expect_survivors(t, {1, 20}); }},

    Check{.id = "survivors-arguments",
          .says = "takes one digit from 1 to 8, and says so when it gets something else",
          .program = "survivors",
          .man = "The contract: anything wrong with the arguments ends with exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "survivors", {});
            for (const char* workers : {"0", "9", "many"}) refuses(t, "survivors", {workers});
            refuses(t, "survivors", {"2", "3"});
          }},
  };
}

std::vector<Check> all_checks() {
  std::vector<Check> all;
  for (const auto& part : {sum_and_ledger(), bell_and_room(), survivors()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

const Registered lab{Lab{"shm", all_checks()}};

}  // namespace
}  // namespace ipclab::labs::shm
