// The semaphores lab's contract (labs/semaphores/README.md) as checks: steps 3 to 5, the programs with a keeper.
#include "labs/semaphores.hpp"

#include <csignal>

namespace ipclab::labs::semaphores {

using namespace check;

namespace {

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

}  // namespace

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
            auto& gets = get(t, 2);  // first of all, so that in one order it waits
            auto& ann = put(t, "a\n");
            auto& bob = put(t, "b\n");
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
  };
}

}  // namespace ipclab::labs::semaphores
