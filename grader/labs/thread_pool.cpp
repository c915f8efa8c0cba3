// The thread_pool lab's contract (labs/thread_pool/README.md) as checks. The programs are libraries; what they are asked
// for stands on the input of the drivers in given/, and the drivers say what came of it.
#include "labs/alike.hpp"

#include <algorithm>
#include <csignal>

namespace ipclab::labs {
namespace {

using namespace check;

// The ring's driver answers each command with a line.
void ring_answers(Trial& t, const std::string& size, const std::string& commands, const std::string& answers) {
  auto& ring = t.start("ring", {.args = {size}, .input = commands, .budget = kAtEndLittle}).end_input();
  t.expect(ring, exits(0));
  t.expect(ring.out(), equals("ring of " + size + "\n" + answers));
}

// A program whose first worker is busy with a task that nobody ends yet.
Process& start_held(Trial& t, std::string_view program, std::vector<std::string> args) {
  auto& process = t.start(program, {.args = std::move(args), .input = "hold\n", .budget = kAtEndLittle});
  t.expect_soon(process.out(), "ready\nholding\n");
  return process;
}

const Registered thread_pool{Lab{"thread_pool", {

    // Step 1: ring

    Check{.id = "keeps-copies",
          .says = "keeps a copy of each text, whatever becomes of the caller's",
          .program = "ring",
          .catches = {{"shared-buffer", wrong_output()}, {"shared-buffer", killed_by()}},
          .man = "strdup(3): a copy of one's own; a pointer is only the way to somebody else's text.",
          .scenario = [](Trial& t) { ring_answers(t, "3", "push one\npush two\npop\npop\npop\n", "1\n1\none\ntwo\n(nothing)\n"); }},

    Check{.id = "full-is-full",
          .says = "takes as many texts as it was made for, and not one more",
          .program = "ring",
          .catches = {{"off-by-one", wrong_output()}, {"off-by-one", killed_by("SIGABRT")}},
          .man = "A ring for N texts is full when it holds N: that is the last moment to say no.",
          .scenario = [](Trial& t) {
            ring_answers(t, "2", "push a\npush b\npush c\npush d\n", "1\n1\n0\n0\n");
            ring_answers(t, "1", "push a\npush b\n", "1\n0\n");
          }},

    Check{.id = "nobody-there",
          .says = "says so when there is no ring or no text",
          .program = "ring",
          .catches = {{"null-after-lock", killed_by("SIGSEGV")}},
          .weight = 2,
          .man = "pthread_mutex_lock(3): locks the mutex at the address that it is given; below a null pointer there is none.",
          .scenario = [](Trial& t) {
            ring_answers(t, "2", "push-no-ring\npop-no-ring\ninit-no-ring\npush-no-text\npush a\n", "-1\n(nothing)\nno ring\n-1\n1\n");
            auto& none = t.start("ring", {.args = {"0"}}).end_input();
            t.expect(none, exits(0));
            t.expect(none.out(), equals("no ring\n"));
          }},

    Check{.id = "the-given-one",
          .says = "makes the ring ready that it was given, and not another one",
          .program = "ring",
          .catches = {{"copied-mutex", wrong_output()}},
          .man = "pthread_mutex_init(3): a mutex is used where it was initialised; a copy of it is none.",
          .scenario = [](Trial& t) { ring_answers(t, "2", "which\npush a\nwhich\n", "the ring that was given\n1\nthe ring that was given\n"); }},

    Check{.id = "round-and-round",
          .says = "gives the texts out in the order in which they came, round and round",
          .program = "ring",
          .needs = {"keeps-copies"},
          .man = "free(3): what pop has given out belongs to the caller, who frees it, once.",
          .scenario = [](Trial& t) {
            std::string commands = "pop\npush first\n", answers = "(nothing)\n1\n";
            for (int n = 0; n < 40; ++n) {
              commands += "push text " + std::to_string(n) + "\npop\n";
              answers += "1\n" + (n == 0 ? std::string("first") : "text " + std::to_string(n - 1)) + "\n";
            }
            ring_answers(t, "3", commands + "push \npop\npop\npop\n", answers + "1\ntext 39\n\n(nothing)\n");
          }},

    Check{.id = "begins-anew",
          .says = "can be cleared, with texts in it, and made ready once more",
          .program = "ring",
          .needs = {"keeps-copies"},
          .build = Build::address,
          .man = "malloc(3), free(3): each block is given back once, and not used after that.",
          .scenario = [](Trial& t) {
            ring_answers(t, "2", "push a\npush b\nclear\ninit 3\npop\npush c\npush d\npush e\npop\nclear\ninit 1\npush f\n",
                         "1\n1\ncleared\nring of 3\n(nothing)\n1\n1\n1\nc\ncleared\nring of 1\n1\n");
          }},

    Check{.id = "lets-go",
          .says = "gives back all memory when it is cleared, that of its texts included",
          .program = "ring",
          .catches = {{"copied-mutex", wrong_output()}},
          .needs = {"keeps-copies"},
          .weight = 2,
          .man = "free(3): who has got memory gives it back; when the last pointer to it has gone, nobody can.",
          .scenario = [](Trial& t) {
            ring_answers(t, "3", "push a\nclear\nrounds 100\ninit 3\npush b\npop\n", "1\ncleared\nall memory given back\nring of 3\n1\nb\n");
          }},

    // Step 2: workers

    Check{.id = "one-after-the-other",
          .says = "does all tasks, and a single worker does them in order",
          .program = "workers",
          .man = "pthread_cond_wait(3): sleeps until somebody signals that there is something to do.",
          .scenario = [](Trial& t) {
            auto& workers = t.start("workers", {.args = {"3", "1"}, .input = "say one\nsay two\nsay three\n", .budget = kAtEndLittle});
            t.expect_soon(workers.out(), "three\n");
            t.expect_waiting(workers, kWaiting, "ready\none\ntwo\nthree\n");
            t.stop_and_continue_all();
            workers.feed("say four\n").end_input();
            t.expect(workers, exits(0));
            t.expect(workers.out(), equals("ready\none\ntwo\nthree\nfour\nall done\n"));
          }},

    Check{.id = "only-tasks",
          .says = "hands a worker nothing but tasks, each once, however it was woken",
          .program = "workers",
          .catches = {{"if-not-while", wrong_output()}, {"if-not-while", killed_by()}},
          .weight = 3,
          .schedules = 5,
          .spurious = true,
          .man = "pthread_cond_wait(3): may return without a signal, or when another one has taken the reason away already.",
          .scenario = [](Trial& t) {
            auto& workers = t.start("workers", {.args = {"4", "2"}, .input = "say one\nsay two\n"}).end_input();
            t.expect(workers, exits(0));
            t.expect(workers.out(), mixes("", {"ready\n", "one\n", "two\n", "all done\n"}));
          }},

    Check{.id = "waits-for-room",
          .says = "waits for room when the queue is full, and loses no task",
          .program = "workers",
          .catches = {{"dropped-when-full", stuck_in()}, {"dropped-when-full", wrong_output()}},
          .weight = 2,
          .schedules = 2,
          .orders_only = true,
          .man = "pthread_cond_wait(3): one can wait for room as well as for work, at a condition of its own.",
          .scenario = [](Trial& t) {
            auto& workers = start_held(t, "workers", {"1", "1"});
            workers.feed("say one\nsay two\nsay three\n");
            t.expect_waiting(workers, kWaiting, "ready\nholding\n");
            workers.signal(SIGUSR1).end_input();
            t.expect(workers, exits(0));
            t.expect(workers.out(), equals("ready\nholding\nheld\none\ntwo\nthree\nall done\n"));
          }},

    Check{.id = "work-goes-on",
          .says = "goes on with the next task while one takes its time",
          .program = "workers",
          .catches = {{"work-under-lock", stuck_in()}},
          .weight = 2,
          .man = "pthread_mutex_lock(3): who holds the lock while working keeps all others from working.",
          .scenario = [](Trial& t) {
            auto& workers = start_held(t, "workers", {"3", "2"});
            workers.feed("say meanwhile\n");
            t.expect_soon(workers.out(), "meanwhile\n");
            workers.signal(SIGUSR1);
            t.expect_soon(workers.out(), "held\n");
            workers.end_input();
            t.expect(workers, exits(0));
          }},

    Check{.id = "nobody-sleeps-too-long",
          .says = "wakes whoever can go on, whatever the order: no task stays undone",
          .program = "workers",
          .catches = {{"dropped-when-full", stuck_in()}},
          .needs = {"only-tasks"},
          .weight = 3,
          .schedules = 10,
          .man = "pthread_cond_signal(3): wakes one of those who wait there, if there is one; it is not remembered.",
          .scenario = [](Trial& t) {
            auto& workers = t.start("workers", {.args = {"1", "2"}, .input = "say one\nsay two\nsay three\n"}).end_input();
            t.expect(workers, exits(0));
            t.expect(workers.out(), mixes("ready\n", {"one\n", "two\n", "three\n", "all done\n"}));
          }},

    Check{.id = "no-free-worker-sleeps",
          .says = "begins each task as long as a worker is free, whatever the order",
          .program = "workers",
          .needs = {"only-tasks", "work-goes-on"},
          .weight = 3,
          .schedules = 10,
          .man = "pthread_cond_signal(3): wakes one. For two tasks two workers may have to be woken, also when they come at once.",
          .scenario = [](Trial& t) {
            auto& workers = t.start("workers", {.args = {"3", "2"}, .input = "hold\nsay one\n"});
            t.expect_soon(workers.out(), "one\n");
            workers.signal(SIGUSR1).end_input();
            t.expect(workers, exits(0));
            t.expect(workers.out(), mixes("ready\n", {"holding\nheld\n", "one\n", "all done\n"}));
          }},

    // Step 3: pool

    Check{.id = "pool-works",
          .says = "does all tasks, in order, and waits for room and for work asleep",
          .program = "pool",
          .man = "pthread_cond_wait(3): sleeps until there is room, or work.",
          .scenario = [](Trial& t) {
            auto& pool = start_held(t, "pool", {"1", "1"});
            pool.feed("say one\nsay two\n");
            t.expect_waiting(pool, kWaiting, "ready\nholding\n");
            pool.signal(SIGUSR1);
            t.expect_soon(pool.out(), "two\n");
            t.expect_waiting(pool, kWaiting, "ready\nholding\nheld\none\ntwo\n");
            t.stop_and_continue_all();
            pool.end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), equals("ready\nholding\nheld\none\ntwo\nall done\n"));
          }},

    Check{.id = "stops",
          .says = "stops when it is told to: when all is done that was there to do",
          .program = "pool",
          .catches = {{"never-stops", stuck_in()}},
          .weight = 2,
          .man = "pthread_cond_broadcast(3): wakes all who wait; each of them then has to see that it is the end.",
          .scenario = [](Trial& t) {
            auto& pool = start_held(t, "pool", {"3", "1"});
            pool.feed("say one\nsay two\nstop\n");
            t.expect_waiting(pool, kWaiting, "ready\nholding\n");
            pool.signal(SIGUSR1);
            t.expect_soon(pool.out(), "stopped");
            pool.end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), starts_with("ready\nholding\nheld\none\ntwo\nstopped"));
          }},

    Check{.id = "stops-them-all",
          .says = "stops all its workers, in whatever order they go",
          .program = "pool",
          .catches = {{"double-unlock", stuck_in()}},
          .needs = {"stops"},
          .weight = 3,
          .build = Build::memory,
          .schedules = 10,
          .man = "pthread_mutex_unlock(3): only who holds a lock may release it; a second time, it is another one's.",
          .scenario = [](Trial& t) {
            auto& pool = t.start("pool", {.args = {"2", "2"}, .input = "stop\n"}).end_input();
            t.expect_soon(pool.out(), "stopped");
            t.expect(pool, exits(0));
          }},

    Check{.id = "nobody-left",
          .says = "has no worker left when it has stopped",
          .program = "pool",
          .catches = {{"detach-and-join", wrong_output()}},
          .needs = {"stops", "stops-them-all"},
          .weight = 3,
          .schedules = 5,
          .man = "pthread_join(3): waits for the end of a thread that is not detached; of another one it knows nothing.",
          .scenario = [](Trial& t) {
            auto& pool = t.start("pool", {.args = {"2", "2"}, .input = "say one\nsay two\nstop\n"}).end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), mixes("ready\n", {"one\n", "two\n", "stopped, workers left: 0\n", "all done\n"}));
          }},

    Check{.id = "stays-the-callers",
          .says = "leaves the pool itself to its caller when it is cleared",
          .program = "pool",
          .catches = {{"clear-frees-queue", killed_by()}, {"clear-frees-queue", wrong_output()}, {"clear-frees-queue", stuck_in()}},
          .weight = 2,
          .man = "free(3): only what malloc(3) has given may be given back, and by who has got it.",
          .scenario = [](Trial& t) {
            auto& pool = t.start("pool", {.args = {"2", "1"}, .input = "clear\nsay one\n"}).end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), equals("ready\ncleared: 0\none\nall done\n"));
          }},

    Check{.id = "drops-what-waits",
          .says = "drops each task that waits when it is cleared, and goes on",
          .program = "pool",
          .catches = {{"clear-leaks", stuck_in()}, {"clear-leaks", wrong_output()}},
          .needs = {"stays-the-callers"},
          .weight = 2,
          .man = "free(3): who throws the last pointer away without it has lost the memory, and whatever hung on it.",
          .scenario = [](Trial& t) {
            auto& pool = start_held(t, "pool", {"3", "1"});
            pool.feed("say one\nsay two\nclear\n");
            for (const char* line : {"dropped: say one\n", "dropped: say two\n", "cleared: 2\n"}) t.expect_soon(pool.out(), line);
            const std::string& printed = t.written(pool.out());
            if (std::max(printed.find("dropped: say one\n"), printed.find("dropped: say two\n")) > printed.find("cleared: 2\n"))
              t.broken(pool, "dropped too late", "pool_clear returned before drop had been called for every task that waited.");
            pool.feed("say three\n").signal(SIGUSR1).end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), mixes("ready\nholding\n", {"dropped: say one\n", "dropped: say two\n", "cleared: 2\nheld\nthree\nall done\n"}));
          }},

    Check{.id = "starts-again",
          .says = "can be made ready once more when it has stopped",
          .program = "pool",
          .needs = {"stops", "nobody-left", "drops-what-waits"},
          .build = Build::address,
          .man = "pthread_mutex_destroy(3): what was initialised is destroyed once, when nobody uses it any more.",
          .scenario = [](Trial& t) {
            auto& pool = t.start("pool", {.args = {"1", "2"}, .input = "say one\nstop\nstart 3 1\nsay two\nsay three\nstop\n"}).end_input();
            t.expect(pool, exits(0));
            t.expect(pool.out(), equals("ready\none\nstopped, workers left: 0\nready\ntwo\nthree\nstopped, workers left: 0\nall done\n"));
          }},
}}};

}  // namespace
}  // namespace ipclab::labs
