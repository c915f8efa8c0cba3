// The semaphores lab's contract (labs/semaphores/README.md) as checks: steps 3 and 4, and what all programs with a keeper have in common.
#include "labs/semaphores.hpp"

#include <csignal>

namespace ipclab::labs::semaphores {

using namespace check;

namespace {

// Puts all of these lines.
Process& put(Trial& t, const std::string& lines) { return t.start("prodcons", {.args = {"put"}, .input = lines, .budget = kAtEnd}).end_input(); }
Process& get(Trial& t, int count) { return t.start("prodcons", {.args = {"get", std::to_string(count)}, .budget = kAtEnd}).end_input(); }

void expect_got(Trial& t, Process& gets, const std::string& lines) {
  t.expect(gets, exits(0));
  t.expect(gets.out(), equals(lines));
}

// All have ended, and each of the items was taken once.
void expect_shared_out(Trial& t, Process& one, Process& other, const std::string& first, const std::string& second) {
  for (auto* gets : {&one, &other}) t.expect(*gets, exits(0));
  if (t.over()) return;
  const std::string &got = t.written(one.out()), &also = t.written(other.out());
  if (!(got == first && also == second) && !(got == second && also == first))
    t.broken(other, "not taken once", "Two items were in the store. " + one.name() + " has got \"" + got.substr(0, got.find('\n')) + "\" and " + other.name() + " \"" + also.substr(0, also.find('\n')) + "\".");
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

}  // namespace

// The keeper of a store, a bank or a board, once it is open.
Process& keeper(Trial& t, std::string_view program, const std::vector<std::string>& args) {
  auto& keeps = t.start(program, {.args = args, .budget = kAtEnd});
  t.expect_soon(keeps.out(), "open\n");
  return keeps;
}

void closes(Trial& t, Process& keeps, const std::string& says) {
  keeps.end_input();
  t.expect(keeps, exits(0));
  t.expect(keeps.out(), equals("open\n" + says));
  t.expect(t.leftovers(), nothing());
}

std::vector<Check> kept() {
  return {

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
            if (!t.over() && t.written(puts.err()).find_first_not_of(" \t\n") == std::string::npos)
              t.broken(puts, "said nothing", puts.name() + " has said nothing on standard error after SIGUSR1.");
            expect_got(t, get(t, 2), "three\nfour\n");
            t.expect(puts, exits(0));
            closes(t, keeps);
          }},

    Check{.id = "prodcons-any-moment",
          .says = "loses and doubles nothing, whoever is held up or stopped, and where",
          .program = "prodcons",
          .needs = {"prodcons-full", "prodcons-signal"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .spurious = true,
          .man = "semop(2): free places, items and the lock are counted by three semaphores, each for itself.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "2"});
            t.expect(put(t, "old\n"), exits(0));
            auto& gets = get(t, 3);  // before the others, so that in one order it waits
            auto& ann = put(t, "a\n");
            auto& bob = put(t, "b\n");
            bob.signal(SIGSTOP).signal(SIGCONT);
            for (auto* one : {&ann, &bob, &gets}) t.expect(*one, exits(0));
            t.expect(gets.out(), mixes("old\n", {"a\n", "b\n"}));
            closes(t, keeps);
          }},

    Check{.id = "prodcons-taken-once",
          .says = "gives each item to one, also when two take at the same moment",
          .program = "prodcons",
          .needs = {"prodcons-full"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 20,
          .man = "semop(2): that there are two items lets two in; which of them is whose they find out under the lock.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "prodcons", {"keep", "3"});
            t.expect(put(t, "old\na\nb\n"), exits(0));
            expect_got(t, get(t, 1), "old\n");  // a put and a get have gone, and left nothing but items
            auto& cid = get(t, 1);
            auto& dan = get(t, 1);
            expect_shared_out(t, cid, dan, "a\n", "b\n");
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

    Check{.id = "bank-stopped",
          .says = "loses no amount when a clerk is stopped and continued, wherever he was just waiting",
          .program = "bank",
          .needs = {"bank-crossing"},
          .weight = 2,
          .build = Build::memory,
          .schedules = 20,
          .man = "signal(7): semop(2) may fail with EINTR when the process was only stopped and continued; nothing was taken then.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "bank", {"keep"});
            auto& ann = clerk(t, 1, 2, "5\n").end_input();
            auto& bob = clerk(t, 1, 2, "7\n").end_input();
            bob.signal(SIGSTOP).signal(SIGCONT);
            for (auto* one : {&ann, &bob}) t.expect(*one, exits(0));
            closes(t, keeps, balances({988, 1012, 1000, 1000, 1000}));
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
            auto& bob = clerk(t, 1, 2, "30\n40\n").end_input();
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
            t.broken(keeps, "wrong balances", bob.name() + " has moved 30 and 40 from account 1 to 2. " + eve.name() + " was killed when it was to move 5 from 1 to 2" + (said ? ", and had printed `moved 5` already." : "; that may count, or half of it, or nothing.") + " The balances do not follow from this.");
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
  };
}

}  // namespace ipclab::labs::semaphores
