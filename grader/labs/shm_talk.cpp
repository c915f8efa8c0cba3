// The shm lab's contract (labs/shm/README.md) as checks: steps 3 and 4, the programs that talk to each other.
#include "labs/shm.hpp"

#include <csignal>

namespace ipclab::labs::shm {

using namespace check;

namespace {

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

}  // namespace

std::vector<Check> bell_and_room() {
  return {
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
            else refuses(t, early, 3);
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
            refuses(t, ring(t), 3);
            auto& first = bell(t);
            expect_heard(t, ring(t), 1);
            t.expect_sleeping(first, kWaiting);
            first.signal(SIGKILL);
            t.expect(first, ends());
            refuses(t, ring(t), 3);
            auto& next = bell(t);
            expect_heard(t, ring(t), 1);
            expect_heard(t, ring(t), 2);
            t.expect_waiting(next, kWaiting, "ready\nring 1\nring 2\n");
            next.signal(SIGINT);
            t.expect(next, exits(0));
            t.expect(next.out(), equals("ready\nring 1\nring 2\n"));
            refuses(t, ring(t), 3);
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
  };
}

}  // namespace ipclab::labs::shm
