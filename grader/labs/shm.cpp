// The shm lab's contract (labs/shm/README.md) as checks.
#include "check/lab.hpp"
#include "check/trial.hpp"

#include <algorithm>
#include <csignal>

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

Process& bell(Trial& t) {
  auto& serves = t.start("bell", {.args = {"serve"}, .budget = kAtEnd}).end_input();
  t.expect_soon(serves.out(), "ready\n");
  return serves;
}

Process& ring(Trial& t) { return t.start("bell", {.args = {"ring"}, .budget = kAtEnd}).end_input(); }

void expect_heard(Trial& t, const Process& rings, int number) {
  t.expect(rings, exits(0));
  t.expect(rings.out(), equals("heard " + std::to_string(number) + "\n"));
}

void expect_no_bell(Trial& t, const Process& rings) {
  t.expect(rings, exits(3));
  t.expect(rings.out(), empty());
  t.expect(rings.err(), says_something());
}

// The server, when its room is open.
Process& open_room(Trial& t) {
  auto& server = t.start("room", {.args = {"serve"}, .budget = kAtEnd});
  t.expect_soon(server.out(), "ready\n");
  return server;
}

// A client whose input is open until we end it.
Process& client(Trial& t, const std::string& name, const std::string& says = "") {
  return t.start("room", {.args = {"say", name}, .input = says, .budget = kAtEnd});
}

// Lines as long as a text can be, no two of them alike.
std::string long_lines(const std::string& name, int count) {
  std::string all;
  for (int i = 1; i <= count; ++i) {
    const std::string begin = name + " says line " + std::to_string(i) + " ";
    all += begin + std::string(1023 - begin.size(), '.') + "\n";
  }
  return all;
}

// What is shown of such lines.
std::string shown(const std::string& name, std::string_view lines) {
  std::string all;
  for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
    all.append(name).append(": ").append(lines, at, lines.find('\n', at) + 1 - at);
  return all;
}

const Registered shm{Lab{"shm", {

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
              t.expect(keeps, exits(1));
              t.expect(keeps.out(), empty());
              t.expect(keeps.err(), says_something());
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

    // Step 3: bell

    Check{.id = "bell-rings",
          .says = "is heard, each time, and says how often it has been",
          .program = "bell",
          .catches = {{"private-key", exits_with(3)}},
          .man = "shmget(2): IPC_PRIVATE is no key; each call with it makes a new segment.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& serves = bell(t);
            std::string printed = "ready\n";
            t.expect_waiting(serves, kWaiting, printed);
            for (const int number : {1, 2, 3}) {
              expect_heard(t, ring(t), number);
              t.expect_soon(serves.out(), printed += "ring " + std::to_string(number) + "\n");
              t.expect_waiting(serves, kWaiting, printed);
            }
            serves.signal(SIGINT);
            t.expect(serves, exits(0));
            t.expect(serves.out(), equals(printed));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bell-early",
          .says = "survives who rings too early, and hears who rings then",
          .program = "bell",
          .catches = {{"pid-before-handler", killed_by("SIGUSR1")}, {"pid-before-handler", stuck_in()}},
          .needs = {"bell-rings"},
          .weight = 3,
          .schedules = 20,
          .man = "signal(7): the default action of SIGUSR1 is to end the process; whoever knows its number can send it.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& serves = t.start("bell", {.args = {"serve"}, .budget = kAtEnd}).end_input();
            auto& early = ring(t);
            t.expect_soon(serves.out(), "ready\n");
            t.expect(early, ends());
            const int before = t.ended_with(early, 0) ? 1 : 0;
            if (before == 1) expect_heard(t, early, 1);
            else expect_no_bell(t, early);
            expect_heard(t, ring(t), before + 1);
            t.expect_waiting(serves, kWaiting, before == 1 ? "ready\nring 1\nring 2\n" : "ready\nring 1\n");
            serves.signal(SIGINT);
            t.expect(serves, exits(0));
            t.expect(serves.out(), equals(before == 1 ? "ready\nring 1\nring 2\n" : "ready\nring 1\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bell-gone",
          .says = "does not ring for a bell that was killed, and does for the next one",
          .program = "bell",
          .catches = {{"stale-pid", stuck_in()}, {"stale-pid", exits_with(0)}},
          .needs = {"bell-rings"},
          .weight = 2,
          .man = "kill(2): ESRCH, there is no such process; a number in a segment stays when its process has gone.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            expect_no_bell(t, ring(t));
            auto& first = bell(t);
            expect_heard(t, ring(t), 1);
            t.expect_sleeping(first, kWaiting);
            first.signal(SIGKILL);
            t.expect(first, ends());
            expect_no_bell(t, ring(t));
            auto& next = bell(t);
            expect_heard(t, ring(t), 1);
            expect_heard(t, ring(t), 2);
            t.expect_waiting(next, kWaiting, "ready\nring 1\nring 2\n");
            next.signal(SIGINT);
            t.expect(next, exits(0));
            t.expect(next.out(), equals("ready\nring 1\nring 2\n"));
            expect_no_bell(t, ring(t));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bell-any-moment",
          .says = "answers and ends, whichever of the two is held up, and where",
          .program = "bell",
          .needs = {"bell-early"},
          .weight = 2,
          .schedules = 10,
          .man = "sigwait(3): a blocked signal that has come before is still there; pause(2) would miss it.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& serves = bell(t);
            expect_heard(t, ring(t), 1);
            t.expect_soon(serves.out(), "ring 1\n");
            serves.signal(SIGINT);
            t.expect(serves, exits(0));
            t.expect(serves.out(), equals("ready\nring 1\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "bell-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "bell",
          .man = "The contract: bell serve, or bell ring; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "bell", {});
            refuses(t, "bell", {"knock"});
            refuses(t, "bell", {"ring", "twice"});
            refuses(t, "bell", {"serve", "3"});
            t.expect(t.leftovers(), nothing());
          }},

    // Step 4: room

    Check{.id = "room-talks",
          .says = "shows what clients say and what its own input says, each line at once",
          .program = "room",
          .man = "kill(2), sigaction(2): a signal tells the server to look; a handler comes between any two lines of the program.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            std::string printed = "ready\n";
            t.expect_waiting(server, kWaiting, printed);
            auto& ann = client(t, "ann", "hello\n");
            t.expect_soon(server.out(), printed += "ann: hello\n");
            t.expect_waiting(server, kWaiting, printed);
            t.expect_sleeping(ann, kWaiting);
            server.feed("the bar closes\n");
            t.expect_soon(server.out(), printed += "*: the bar closes\n");
            auto& bob = client(t, "bob", "\n \tblanks: all of them \n");
            t.expect_soon(server.out(), printed += "bob:  \tblanks: all of them \n");
            ann.feed("100% of %s, %n and %d\n");
            t.expect_soon(server.out(), printed += "ann: 100% of %s, %n and %d\n");
            server.feed("\nat ten\n");
            t.expect_soon(server.out(), printed += "*: at ten\n");
            t.expect_waiting(server, kWaiting, printed);
            t.expect_sleeping(bob, kWaiting);
          }},

    Check{.id = "room-somebody",
          .says = "calls who gives no NAME somebody",
          .program = "room",
          .catches = {{"uninitialised-name", wrong_output()}},
          .man = "A variable in a function holds what lay there before, until something is put into it.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            t.start("room", {.args = {"say"}, .input = "hello\n"});
            t.expect(server.out(), equals("ready\nsomebody: hello\n"));
          }},

    Check{.id = "room-leaves",
          .says = "ends when its input ends: the client, and then the server",
          .program = "room",
          .catches = {{"client-eof", endless("cpu")}},
          .man = "read(2): 0 is the end of the input, and it is so each time one asks again; scanf(3): EOF.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            auto& ann = client(t, "ann", "hello\n\nno newline").end_input();
            t.expect(ann, exits(0));
            t.expect(ann.out(), empty());
            t.expect_soon(server.out(), "ready\nann: hello\nann: no newline\n");
            auto& bob = client(t, "bob").end_input();
            t.expect(bob, exits(0));
            server.feed("we close").end_input();
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann: hello\nann: no newline\n*: we close\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "room-long-names",
          .says = "refuses a NAME that is too long",
          .program = "room",
          .catches = {{"overflow", killed_by()}, {"overflow", exits_with(0)}},
          .needs = {"room-leaves"},
          .man = "strcpy(3): it copies up to the NUL of what it is given, whatever room there is.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            for (const std::size_t length : {20, 45, 1200}) refuses(t, "room", {"say", std::string(length, 'n')});
            refuses(t, "room", {"say", ""});
            const std::string longest(19, 'n');
            auto& fits = client(t, longest, "here\n").end_input();
            t.expect(fits, exits(0));
            t.expect_soon(server.out(), "ready\n" + longest + ": here\n");
          }},

    Check{.id = "room-long-lines",
          .says = "says of a line of any length what fits into a message",
          .program = "room",
          .catches = {{"overflow", memory_error()}, {"overflow", wrong_output()}, {"overflow", killed_by()}},
          .needs = {"room-leaves"},
          .build = Build::address,
          .man = "The end of an array is for its owner to watch; read(2) does not know where the byte goes.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            const std::string longest(19, 'n'), fits(1023, 'f'), one_more(1024, 'o'), far_more(5000, 'x');
            const std::string lines = "short\n" + fits + "\n" + one_more + "\n" + far_more + "\nend\n";
            const std::string cut = "short\n" + fits + "\n" + one_more.substr(1) + "\n" + far_more.substr(0, 1023) + "\nend\n";
            t.expect(client(t, longest, lines).end_input(), exits(0));
            t.expect_soon(server.out(), longest + ": end\n");
            server.feed(lines).end_input();
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\n" + shown(longest, cut) + shown("*", cut)));
          }},

    Check{.id = "room-loses-nothing",
          .says = "shows every message of two clients, whichever of them is held up, and where",
          .program = "room",
          .catches = {{"check-then-lock", wrong_output()}},
          .needs = {"room-leaves"},
          .weight = 3,
          .schedules = 20,
          .man = "pthread_mutex_lock(3): what was seen before the lock was taken may be no longer so.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = open_room(t);
            t.expect_sleeping(server, kWaiting);
            server.signal(SIGSTOP);  // it is held up, and one message stays where it is for a while
            auto& ann = client(t, "ann", "1\n").end_input();
            auto& bob = client(t, "bob", "2\n").end_input();
            t.all_asleep();
            server.signal(SIGCONT);
            for (auto* one : {&ann, &bob}) t.expect(*one, exits(0));
            server.end_input();
            t.expect(server, exits(0));
            t.expect(server.out(), mixes("ready\n", {"ann: 1\n", "bob: 2\n"}));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "room-notices",
          .says = "goes on when a message comes while it gives a notice",
          .program = "room",
          .catches = {{"handler-locks", stuck_in()}},
          .needs = {"room-leaves"},
          .weight = 3,
          .schedules = 20,
          .man = "signal-safety(7): a handler that waits for what the program holds that it has interrupted waits for ever.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = t.start("room", {.args = {"serve"}, .output_pipe = 4096, .output_held = true, .budget = kAtEnd});
            t.expect_sleeping(server, kWaiting);
            server.take_some_output();
            t.expect_soon(server.out(), "ready\n");
            auto& ann = client(t, "ann", "hello\n").end_input();
            server.feed(long_lines("it", 6));  // more than the pipe takes: it sleeps in the middle of a notice
            t.all_asleep();
            server.release_output();
            t.expect(ann, exits(0));
            server.end_input();
            t.expect(server, exits(0));
            t.expect(server.out(), mixes("ready\n", {"ann: hello\n", shown("*", long_lines("it", 6))}));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "room-at-once",
          .says = "shows each line of five clients whole, though they all talk at once and nobody reads for a while",
          .program = "room",
          .needs = {"room-loses-nothing", "room-notices"},
          .weight = 2,
          .man = "write(2): it waits while a pipe is full; a handler that writes waits, and so does what it has interrupted.",
          .scenario = [](Trial& t) {
            t.needs_signals_between_programs();
            auto& server = t.start("room", {.args = {"serve"}, .output_pipe = 4096, .output_held = true, .budget = kAtEnd});
            t.expect_sleeping(server, kWaiting);
            server.take_some_output();
            t.expect_soon(server.out(), "ready\n");
            std::vector<Process*> clients;
            std::vector<std::string> owed{shown("*", long_lines("it", 20))};
            for (const std::string name : {"ann", "bob", "cid", "dan", "eve"}) {
              clients.push_back(&client(t, name, long_lines(name, 20)).end_input());
              owed.push_back(shown(name, long_lines(name, 20)));
            }
            server.feed(long_lines("it", 20));
            t.expect_sleeping(server, kWaiting);
            server.release_output();
            for (auto* one : clients) t.expect(*one, exits(0));
            server.end_input();
            t.expect(server, exits(0));
            t.expect(server.out(), mixes("ready\n", owed));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "room-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "room",
          .man = "The contract: room serve, or room say [NAME]; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "room", {});
            refuses(t, "room", {"listen"});
            refuses(t, "room", {"serve", "more"});
            refuses(t, "room", {"say", "ann", "bob"});
            t.expect(t.leftovers(), nothing());
          }},

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
}}};

}  // namespace
}  // namespace ipclab::labs
