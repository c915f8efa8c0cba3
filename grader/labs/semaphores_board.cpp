// The semaphores lab's contract (labs/semaphores/README.md) as checks: step 5, the board.
#include "labs/semaphores.hpp"

#include <csignal>

namespace ipclab::labs::semaphores {

using namespace check;

namespace {

// A reader that has come while a writer waited is not in before that one.
void expect_behind(Trial& t, Process& reader, Process& writer) {
  t.expect_waiting(reader, kWaiting, "in\n");
  if (!t.over() && !t.written(reader.out()).empty())
    t.broken(reader, "overtaken", writer.name() + " waited as a writer when " + reader.name() + " came as a reader. Now " + reader.name() + " has printed `in`, and " + writer.name() + " still waits.");
}

Process& comes_to_board(Trial& t, const char* as) { return t.start("readers_writers", {.args = {as}, .budget = kAtEnd}); }

}  // namespace

std::vector<Check> board() {
  return {

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
            go_one_by_one(t, bob, cid, [&]() -> Process& { return comes_to_board(t, "write"); });
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
            t.stop_and_continue_all();
            t.expect_waiting(eve, kWaiting, "");
            expect_behind(t, cid, eve);
            goes_out(t, ann);
            expect_behind(t, cid, eve);
            t.expect_waiting(eve, kWaiting, "");
            goes_out(t, bob);
            t.expect_soon(eve.out(), "in\n");
            auto& fay = comes_to_board(t, "read");
            for (auto* one : {&cid, &fay}) t.expect_waiting(*one, kWaiting, "");
            goes_out(t, eve);
            for (auto* one : {&cid, &fay}) t.expect_soon(one->out(), "in\n");
            auto& dan = comes_to_board(t, "read");  // nobody waits any more
            t.expect_soon(dan.out(), "in\n");
            for (auto* one : {&cid, &fay, &dan}) goes_out(t, *one);
            closes(t, keeps);
          }},

    Check{.id = "board-never-both",
          .says = "never has a reader and a writer there at the same time, however close they come",
          .program = "readers_writers",
          .catches = {{"in-two-steps", seen("both inside")}},
          .needs = {"board-readers"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 10,
          .man = "semop(2): the operations of one call are done together; between two calls anybody may come.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& ann = comes_to_board(t, "read");
            auto& eve = comes_to_board(t, "write");
            go_one_by_one(t, ann, eve);
            closes(t, keeps);
          }},

    Check{.id = "board-one-writer",
          .says = "never has two writers there at the same time, however close they come",
          .program = "readers_writers",
          .needs = {"board-writers", "board-writer-first", "board-never-both"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 10,
          .man = "semop(2): to wait until nobody writes, and to say that one writes, is one thing; in two calls two may do it.",
          .scenario = [](Trial& t) {
            auto& keeps = keeper(t, "readers_writers", {"keep"});
            auto& eve = comes_to_board(t, "write");
            auto& fay = comes_to_board(t, "write");
            go_one_by_one(t, eve, fay);
            closes(t, keeps);
          }},

    Check{.id = "board-any-moment",
          .says = "lets readers in together, a writer after them, and readers after that one, whoever is held up or stopped, and where",
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
            bob.signal(SIGSTOP).signal(SIGCONT);
            for (auto* one : {&ann, &bob}) t.expect_soon(one->out(), "in\n");
            auto& eve = comes_to_board(t, "write");
            goes_out(t, ann);
            t.expect_waiting(eve, kWaiting, "");
            goes_out(t, bob);
            t.expect_soon(eve.out(), "in\n");
            auto& cid = comes_to_board(t, "read").end_input();
            goes_out(t, eve);
            t.expect(cid, exits(0));
            t.expect(cid.out(), equals("in\nout\n"));
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
