// The condvar lab's contract (labs/condvar/README.md) as checks.
#include "labs/alike.hpp"

#include <csignal>

namespace ipclab::labs {
namespace {

using namespace check;

// The server, when the room is open.
Process& open_room(Trial& t, std::string_view program, std::vector<std::string> more = {}) {
  more.insert(more.begin(), "serve");
  auto& server = t.start(program, {.args = std::move(more)});
  t.expect_soon(server.out(), "ready\n");
  return server;
}

// A client whose input is open until we end it.
Process& client(Trial& t, std::string_view program, const std::string& name, const std::string& says = "") {
  return t.start(program, {.args = {"say", name}, .input = says});
}

// Each client has ended: with exit 0, then all is shown that it said; or it was told that the room is closed.
void expect_told(Trial& t, const Process& server, const std::vector<std::string>& names, const std::vector<Process*>& clients,
                 std::string (*said)(const std::string&)) {
  std::vector<std::string> whole, part;
  for (std::size_t i = 0; i < names.size(); ++i) {
    t.expect(*clients[i], ends());
    const bool said_all = t.ended_with(*clients[i], 0);
    (said_all ? whole : part).push_back(shown(names[i], said(names[i])));
    if (said_all) continue;
    t.expect(*clients[i], exits(4));
    t.expect(clients[i]->err(), says_something());
  }
  t.expect(server.out(), mixes("ready\n", whole, part));
  t.expect(t.leftovers(), nothing());
}

const Registered condvar{Lab{"condvar", {

    // Step 1: pair

    Check{.id = "pair-talks",
          .says = "wakes up and shows what its client does, whenever that is",
          .program = "pair",
          .catches = {{"private-cond", stuck_in("pthread_cond_wait")}, {"private-cond", stuck_in("futex")}},
          .weight = 2,
          .man = "pthread_condattr_setpshared(3): a condition is for the threads of one process unless it is made to be shared.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "pair");
            t.expect_waiting(server, kWaiting, "ready\n");
            auto& ann = client(t, "pair", "ann");
            t.expect_soon(server.out(), "ann comes in\n");
            t.expect_waiting(server, kWaiting, "ready\nann comes in\n");
            t.expect_sleeping(ann, kWaiting);
            ann.feed("hello\n");
            t.expect_soon(server.out(), "ann: hello\n");
            t.expect_waiting(server, kWaiting, "ready\nann comes in\nann: hello\n");
            t.expect_sleeping(ann, kWaiting);
            ann.feed("\n \tblanks: all of them \n").feed("no newline").end_input();
            t.expect(ann, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann comes in\nann: hello\nann:  \tblanks: all of them \nann: no newline\nann leaves\n"));
            t.expect(ann.out(), empty());
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "pair-any-text",
          .says = "shows each line as it is, whatever is in it, and of a long one the first 1023 bytes",
          .program = "pair",
          .needs = {"pair-talks"},
          .man = "fgets(3): it stops at the newline or when the buffer is full, and the rest is read next; printf(3): the format is not for text of others.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "pair");
            t.expect_waiting(server, kWaiting, "ready\n");
            const std::string formats = "100% of %s, %n and %d\n", fits(1023, 'f'), one_more(1024, 'o'), far_more(3000, 'x');
            auto& ann = client(t, "pair", "ann", formats + fits + "\n" + one_more + "\n" + far_more + "\nend\n").end_input();
            t.expect(ann, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann comes in\nann: " + formats + "ann: " + fits + "\nann: " + one_more.substr(1) + "\nann: " +
                                          far_more.substr(0, 1023) + "\nann: end\nann leaves\n"));
          }},

    Check{.id = "pair-misses-nothing",
          .says = "misses nothing, however early or late each of the two is",
          .program = "pair",
          .catches = {{"signal-before-wait", stuck_in("pthread_cond_wait")}, {"signal-before-wait", stuck_in("futex")}},
          .needs = {"pair-talks"},
          .weight = 3,
          .schedules = 20,
          .man = "pthread_cond_signal(3): with nobody waiting it has no effect, and nothing remembers it.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "pair");
            auto& ann = client(t, "pair", "ann", "one\ntwo\n").end_input();
            t.expect(ann, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann comes in\nann: one\nann: two\nann leaves\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "pair-false-alarm",
          .says = "shows nothing that was not said, though a condition may wake it for nothing",
          .program = "pair",
          .catches = {{"no-predicate", wrong_output()}},
          .needs = {"pair-talks"},
          .weight = 3,
          .spurious = true,
          .man = "pthread_cond_wait(3): spurious wakeups may occur; who returns has to ask again whether there is a reason.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "pair");
            t.expect_waiting(server, kWaiting, "ready\n");
            auto& ann = client(t, "pair", "ann");
            t.expect_waiting(server, kWaiting, "ready\nann comes in\n");
            ann.feed("one\n");
            t.expect_waiting(server, kWaiting, "ready\nann comes in\nann: one\n");
            server.signal(SIGSTOP);  // it is held up: what ann says now has to wait
            ann.feed("two\nthree\nfour\n");
            t.all_asleep();
            server.signal(SIGCONT);
            ann.end_input();
            t.expect(ann, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann comes in\nann: one\nann: two\nann: three\nann: four\nann leaves\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "pair-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "pair",
          .man = "The contract: a NAME has 1 to 19 bytes; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "pair", {});
            refuses(t, "pair", {"serve", "more"});
            refuses(t, "pair", {"say"});
            refuses(t, "pair", {"say", ""});
            refuses(t, "pair", {"say", std::string(20, 'n')});
            refuses(t, "pair", {"listen"});
          }},

    // Step 2: crowd

    Check{.id = "crowd-begins",
          .says = "begins when all are there; who is early sleeps until then",
          .program = "crowd",
          .catches = {{"busy-wait", endless("cpu")}},
          .weight = 2,
          .spurious = true,
          .man = "pthread_cond_wait(3): a waiter sleeps until it is woken; a loop that looks again and again burns a core.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "crowd", {"3"});
            auto& ann = client(t, "crowd", "ann", "at last\n");
            auto& bob = client(t, "crowd", "bob").end_input();
            t.expect_waiting(server, kWaiting, "ready\n");  // the third of three is not there yet
            auto& cid = client(t, "crowd", "cid");
            t.expect_soon(server.out(), "ann: at last\n");
            cid.feed("here\n");  // ann is silent, and nobody waits for her
            t.expect_soon(server.out(), "cid: here\n");
            ann.feed("good\n");
            t.expect_soon(server.out(), "ann: good\n");
            t.expect(bob, exits(0));
            t.expect_waiting(server, kWaiting, "ready\nann: at last\ncid: here\nann: good\n");
            for (auto* one : {&ann, &cid}) one->end_input();
            for (auto* one : {&ann, &cid, &server}) t.expect(*one, exits(0));
            t.expect(server.out(), equals("ready\nann: at last\ncid: here\nann: good\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "crowd-moves-on",
          .says = "never leaves everybody waiting, in whatever order the clients come to speak",
          .program = "crowd",
          .catches = {{"one-cond-two-roles", stuck_in("pthread_cond_wait")}, {"one-cond-two-roles", stuck_in("futex")}},
          .needs = {"crowd-begins"},
          .weight = 3,
          .man = "pthread_cond_signal(3): it wakes one of those who wait there, and not the one that you have in mind.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "crowd", {"3"});
            auto& ann = client(t, "crowd", "ann");
            auto& bob = client(t, "crowd", "bob");
            auto& cid = client(t, "crowd", "cid");
            t.expect_waiting(server, kWaiting, "ready\n");
            server.signal(SIGSTOP);  // it is held up, and they all come to wait for it
            for (auto* one : {&ann, &bob, &cid}) one->feed("1\n2\n3\n").end_input();
            t.all_asleep();
            server.signal(SIGCONT);
            for (auto* one : {&ann, &bob, &cid, &server}) t.expect(*one, exits(0));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "crowd-loses-nothing",
          .says = "shows every message of each client, once and in its order",
          .program = "crowd",
          .catches = {{"check-outside-lock", wrong_output()}},
          .needs = {"crowd-moves-on"},
          .weight = 3,
          .schedules = 40,
          .spurious = true,
          .man = "pthread_mutex_lock(3): what was seen under a lock is known only as long as that lock is held.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "crowd", {"2"});
            auto& ann = client(t, "crowd", "ann", "1\n2\n").end_input();
            auto& bob = client(t, "crowd", "bob", "1\n").end_input();
            for (auto* one : {&ann, &bob, &server}) t.expect(*one, exits(0));
            t.expect(server.out(), mixes("ready\n", {"ann: 1\nann: 2\n", "bob: 1\n"}));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "crowd-at-once",
          .says = "shows each line of five clients whole, though they all talk at once and nobody reads for a while",
          .program = "crowd",
          .needs = {"crowd-loses-nothing"},
          .weight = 2,
          .man = "pipe(7): a write waits when the pipe is full, and others may write in between; up to PIPE_BUF bytes stay together.",
          .scenario = [](Trial& t) {
            auto& server = t.start("crowd", {.args = {"serve", "5"}, .output_pipe = 4096, .output_held = true});
            t.expect_sleeping(server, kWaiting);
            server.take_some_output();
            t.expect_soon(server.out(), "ready\n");
            std::vector<Process*> clients;
            std::vector<std::string> owed;
            for (const std::string name : {"ann", "bob", "cid", "dan", "eve"}) {
              clients.push_back(&client(t, "crowd", name, long_lines(name, 20)).end_input());
              owed.push_back(shown(name, long_lines(name, 20)));
            }
            t.expect_sleeping(server, kWaiting);
            server.release_output();
            for (auto* one : clients) t.expect(*one, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), mixes("ready\n", owed));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "crowd-arguments",
          .says = "takes its arguments as the contract has them, also a crowd of one",
          .program = "crowd",
          .man = "The contract: a NAME has 1 to 19 bytes, N is a number from 1 to 5; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "crowd", {});
            refuses(t, "crowd", {"serve"});
            for (const char* seats : {"0", "6", "many"}) refuses(t, "crowd", {"serve", seats});
            refuses(t, "crowd", {"say"});
            refuses(t, "crowd", {"say", std::string(20, 'n')});
            const std::string longest(19, 'n');
            auto& server = open_room(t, "crowd", {"1"});
            auto& alone = client(t, "crowd", longest, "me\nmyself\n").end_input();
            t.expect(alone, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\n" + longest + ": me\n" + longest + ": myself\n"));
          }},

    // Step 3: doors

    Check{.id = "doors-long-names",
          .says = "refuses a NAME that is too long",
          .program = "doors",
          .catches = {{"overflow", killed_by()}, {"overflow", exits_with(0)}},
          .man = "strcpy(3): it copies up to the NUL of what it is given, whatever room there is.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            for (const std::size_t length : {20, 45, 1200}) refuses(t, "doors", {"say", std::string(length, 'n')});
            refuses(t, "doors", {"say", ""});
            const std::string longest(19, 'n');
            auto& fits = client(t, "doors", longest, "here\n").end_input();
            t.expect(fits, exits(0));
            t.expect_soon(server.out(), "ready\n" + longest + ": here\n");
          }},

    Check{.id = "doors-arguments",
          .says = "refuses wrong arguments at once, whether there is a room or not",
          .program = "doors",
          .needs = {"doors-long-names"},
          .man = "The contract: a NAME has 1 to 19 bytes; exit 2.",
          .scenario = [](Trial& t) {
            const std::vector<std::vector<std::string>> wrong{{"say", std::string(20, 'n')}, {"say", ""}, {"say"}, {"say", "ann", "bob"}, {}};
            for (const auto& args : wrong) refuses(t, "doors", args);
          }},

    Check{.id = "doors-waits-asleep",
          .says = "sleeps while it waits for the room, and does not give up",
          .program = "doors",
          .weight = 2,
          .man = "shmget(2): ENOENT: there is none yet; when one comes nobody says so. nanosleep(2): between two looks one can sleep.",
          .scenario = [](Trial& t) {
            auto& ann = client(t, "doors", "ann", "early\n").end_input();
            for (int round = 0; round < 8; ++round) t.expect_sleeping(ann, kWaiting);  // some seconds, if it looks every few milliseconds
            auto& server = t.start("doors", {.args = {"serve"}});
            t.expect_soon(server.out(), "ann: early\n");
            t.expect(ann, exits(0));
          }},

    Check{.id = "doors-long-lines",
          .says = "says of a line of any length what fits into a message",
          .program = "doors",
          .catches = {{"overflow", memory_error()}, {"overflow", wrong_output()}, {"overflow", killed_by()}},
          .build = Build::address,
          .man = "The end of an array is for its owner to watch; getchar(3) does not know where the byte goes.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            const std::string longest(19, 'n'), fits(1023, 'f'), one_more(1024, 'o'), far_more(5000, 'x');
            const std::string lines = "short\n" + fits + "\n" + one_more + "\n" + far_more + "\nend\n";
            t.expect(client(t, "doors", longest, lines).end_input(), exits(0));
            t.expect_soon(server.out(), longest + ": end\n");
            server.signal(SIGINT);
            t.expect(server, ends());  // how is for other checks
            const std::string cut = "short\n" + fits + "\n" + one_more.substr(1) + "\n" + far_more.substr(0, 1023) + "\nend\n";
            t.expect(server.out(), equals("ready\n" + shown(longest, cut)));
          }},

    Check{.id = "doors-early-guest",
          .says = "waits until the room is open when it comes too early, and then is heard",
          .program = "doors",
          .catches = {{"init-race", stuck_in()}, {"init-race", wrong_output()}},
          .weight = 3,
          .schedules = 20,
          .man = "shmget(2): the segment can be found as soon as it exists; what lies in it is made later.",
          .scenario = [](Trial& t) {
            auto& ann = client(t, "doors", "ann", "early\n").end_input();
            auto& server = t.start("doors", {.args = {"serve"}});
            t.expect_soon(server.out(), "ready\n");
            t.expect(ann, exits(0));
            t.expect_soon(server.out(), "ready\nann: early\n");
            t.expect_waiting(server, kWaiting, "ready\nann: early\n");
          }},

    Check{.id = "doors-closing",
          .says = "closes the room at SIGINT: ends with exit 0, tells its clients, leaves nothing behind",
          .program = "doors",
          .catches = {{"cleanup", exits_with(0)}, {"cleanup", leaves("shm")}, {"cleanup", stuck_in("pthread_cond_wait")}, {"cleanup", killed_by("SIGINT")}},
          .weight = 2,
          .man = "shmctl(2): a segment stays until somebody removes it with IPC_RMID, whoever has ended.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            t.expect_waiting(server, kWaiting, "ready\n");
            auto& ann = client(t, "doors", "ann", "one\n");
            t.expect_soon(server.out(), "ann: one\n");
            t.expect_waiting(server, kWaiting, "ready\nann: one\n");
            t.expect_sleeping(ann, kWaiting);
            server.signal(SIGINT);
            t.expect(server, exits(0));
            ann.feed("two\n").end_input();
            t.expect(ann, exits(4));
            t.expect(ann.err(), says_something());
            t.expect(server.out(), equals("ready\nann: one\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "doors-closes-at-once",
          .says = "closes the room also when SIGINT comes as soon as it is open",
          .program = "doors",
          .needs = {"doors-closing"},
          .weight = 3,
          .schedules = 2,
          .orders_only = true,
          .man = "signal(7): a signal that is neither blocked nor caught does what it does by default, and SIGINT ends the process.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            server.signal(SIGINT);
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "doors-all-are-told",
          .says = "tells all clients that wait for their turn when it closes, and shows what was said",
          .program = "doors",
          .needs = {"doors-closing"},
          .weight = 2,
          .man = "pthread_cond_broadcast(3): when something changes for all who wait, all have to be woken.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            const std::vector<std::string> names{"ann", "bob", "cid", "dan"};
            std::vector<Process*> clients;
            for (const auto& name : names) clients.push_back(&client(t, "doors", name, "here\n"));
            for (const auto& name : names) t.expect_soon(server.out(), name + ": here\n");
            t.expect_sleeping(server, kWaiting);
            server.signal(SIGSTOP);  // it is held up, and they all come to wait for it
            for (std::size_t i = 0; i < names.size(); ++i) clients[i]->feed(long_lines(names[i], 19)).end_input();
            t.all_asleep();
            server.signal(SIGINT).signal(SIGCONT);
            t.expect(server, exits(0));
            expect_told(t, server, names, clients, [](const std::string& name) { return "here\n" + long_lines(name, 19); });
          }},

    Check{.id = "doors-last-words",
          .says = "shows what was said before it closed, and leaves nobody waiting",
          .program = "doors",
          .catches = {{"cleanup", wrong_output()}, {"cleanup", leaves("shm")}, {"cleanup", stuck_in("pthread_cond_wait")}},
          .weight = 3,
          .schedules = 40,
          .spurious = true,
          .man = "pthread_cond_wait(3): whoever changes what others wait for does so under the lock, or one of them may just have asked.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "doors");
            auto& bob = client(t, "doors", "bob", "1\n2\n").end_input();
            t.expect_soon(server.out(), "bob: 1\n");
            server.signal(SIGINT);
            t.expect(server, exits(0));
            expect_told(t, server, {"bob"}, {&bob}, [](const std::string&) { return std::string("1\n2\n"); });
          }},

    // Step 4: rescue

    Check{.id = "rescue-talks",
          .says = "shows what is said, and ends with /close",
          .program = "rescue",
          .man = "pthread_cond_wait(3): it sleeps, and has the lock again when it returns.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "rescue");
            t.expect_waiting(server, kWaiting, "ready\n");
            auto& ann = client(t, "rescue", "ann", "one\ntwo\nthree\n").end_input();
            t.expect(ann, exits(0));
            auto& bob = client(t, "rescue", "bob", "/closed?\n");
            t.expect_soon(server.out(), "bob: /closed?\n");
            t.expect_waiting(server, kWaiting, "ready\nann: one\nann: two\nann: three\nbob: /closed?\n");
            t.expect_sleeping(bob, kWaiting);
            bob.feed("/close\n").end_input();
            t.expect(bob, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), equals("ready\nann: one\nann: two\nann: three\nbob: /closed?\nbob: /close\n"));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "rescue-goes-on",
          .says = "goes on when a client is killed, wherever that was",
          .program = "rescue",
          .catches = {{"dead-peer", stuck_in("pthread_mutex_lock")}, {"dead-peer", stuck_in("futex")}},
          .needs = {"rescue-talks"},
          .weight = 3,
          .schedules = 20,
          .man = "pthread_mutexattr_setrobust(3): the next one to lock gets EOWNERDEAD; without it, it waits for the dead for ever.",
          .scenario = [](Trial& t) {
            auto& server = open_room(t, "rescue");
            auto& ann = client(t, "rescue", "ann", "first\n").end_input();
            t.expect_soon(server.out(), "ann: first\n");
            t.expect(ann, exits(0));
            auto& eve = client(t, "rescue", "eve", "hello\n");
            eve.signal(SIGKILL);
            t.expect(eve, ends());
            auto& bob = client(t, "rescue", "bob", "still here\n/close\n").end_input();
            t.expect(bob, exits(0));
            t.expect(server, exits(0));
            t.expect(server.out(), mixes("ready\nann: first\n", {"bob: still here\nbob: /close\n"}, {"eve: hello\n"}));
            t.expect(t.leftovers(), nothing());
          }},

    Check{.id = "rescue-arguments",
          .says = "takes its arguments as the contract has them, and says so when they are wrong",
          .program = "rescue",
          .man = "The contract: a NAME has 1 to 19 bytes; exit 2.",
          .scenario = [](Trial& t) {
            refuses(t, "rescue", {});
            refuses(t, "rescue", {"say"});
            refuses(t, "rescue", {"say", std::string(20, 'n')});
            refuses(t, "rescue", {"close"});
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
