// Every call, line, object, owner and holder that an explanation names, against a known answer.
#include "observe/stack.hpp"
#include "support/catch.hpp"
#include "support/observed.hpp"

#include <fmt/format.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::observe;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

// aarch64 keeps the return address of a leaf call in a register that nobody shows: a line may be missing there, but
// it is never a wrong one.
void check_at(const Wait& wait, const std::string& mark, const std::string& function) {
#if !defined(__x86_64__)
  if (!wait.at) return;
#endif
  REQUIRE(wait.at);
  CHECK(wait.at->file == "blocked.cpp");
  CHECK(wait.at->line == line_of(mark));
  if (!function.empty()) CHECK(wait.at->function == function);
}

void check_holders(const Wait& wait, const std::vector<std::pair<pid_t, int>>& expected) {
  std::vector<std::pair<pid_t, int>> found;
  for (const Holder& holder : wait.holders) found.emplace_back(holder.pid, holder.fd);
  CHECK(found == expected);
}

// The process or thread of the standstill that is not the program's first.
pid_t other_than(const Standstill& standstill, pid_t first) {
  for (const Wait& wait : standstill.waits)
    if (wait.task.tid != first) return wait.task.tid;
  return 0;
}

int told_number(const Observed& program) {
  char text[32] = {};
  return ::read(program.out(), text, sizeof text - 1) > 0 ? std::atoi(text) : -1;
}

struct Fifo {
  std::string path = "/tmp/ipclab-test-" + std::to_string(::getpid());
  Fifo() { ::mkfifo(path.c_str(), 0600); }
  ~Fifo() { ::unlink(path.c_str()); }
};

// One process, one thread, stuck for ever, on the line marked like the mode.
struct Simple { const char* mode; const char* function; const char* call; const char* object; const char* because; };

void check_simple(const Simple& fact) {
  INFO(fact.mode);
  Observed program("blocked", {fact.mode});
  const Standstill all = program.explained();
  CHECK(all.doubt == "");
  CHECK(all.for_ever);
  CHECK_FALSE(all.timed);
  REQUIRE(all.waits.size() == 1);
  const Wait& wait = all.waits[0];
  const auto filled = [&](const char* text) {
    return fmt::format(fmt::runtime(text), fmt::arg("pipe", program.target(3)), fmt::arg("pid", program.pid()));
  };
  CHECK(wait.for_ever);
  CHECK(wait.call == filled(fact.call));
  CHECK(wait.object == filled(fact.object));
  CHECK(wait.because == filled(fact.because));
  const std::string mark = fact.mode;
  check_at(wait, mark.starts_with("unarmed-") ? mark.substr(8) : mark, fact.function);
}

}  // namespace

TEST_CASE("waits of a single thread are explained to the letter") {
  static const Simple facts[] = {
    {"self-write-end", "self_write_end", "read(3)", "{pipe}",
     "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"two-write-ends", "two_write_ends", "read(3)", "{pipe}",
     "The only write ends of {pipe} still open are fds 4 and 5 of relay itself."},
    {"small-room", "small_room", "write(4)", "{pipe}",
     "{pipe} has no room for this write (65000 of 65536 bytes are taken), and the only process that could read it is "
     "relay itself."},
    {"fgets", "in_fgets", "read(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"printf", "in_printf", "write(1)", "{pipe}",
     "{pipe} is full (65536 of 65536 bytes), and the only process that could read it is relay itself."},
    {"fflush", "in_flush", "write(4)", "{pipe}",
     "{pipe} is full (65536 of 65536 bytes), and the only process that could read it is relay itself."},
    {"handler", "read_in_handler", "read(3)", "{pipe}",
     "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"nested", "innermost", "read(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"splice", "in_splice", "splice(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"eventfd", "in_eventfd", "read(3)", "anon_inode:[eventfd]",
     "relay waits for anon_inode:[eventfd], and every process that could act on it sleeps."},
    {"unarmed-timerfd", "with_timerfd", "read(3)", "anon_inode:[timerfd]",
     "relay waits for anon_inode:[timerfd], and every process that could act on it sleeps."},
    {"unix-socket", "unix_socket", "recvfrom(3)", "{pipe}",
     "relay waits for {pipe}, and every process that could act on it sleeps."},
    {"mutex-self", "mutex_self", "pthread_mutex_lock(&lock)", "mutex `lock`",
     "The mutex `lock` is locked by this very thread, which locks it a second time."},
    {"mutex-member", "mutex_member", "pthread_mutex_lock", "mutex in `pool` (byte 8)",
     "The mutex in `pool` (byte 8) is locked by this very thread, which locks it a second time."},
    {"std-mutex", "std_mutex", "pthread_mutex_lock(&m)", "mutex `m`",
     "The mutex `m` is locked by this very thread, which locks it a second time."},
    {"condition", "condition", "pthread_cond_wait(&ready)", "condition `ready`",
     "relay has no other thread that could signal it."},
    {"std-condition", "std_condition", "pthread_cond_wait(&changed)", "condition `changed`",
     "relay has no other thread that could signal it."},
    {"semaphore", "semaphore", "sem_wait(&slots)", "semaphore `slots` (value 0)",
     "The semaphore `slots` has the value 0. relay has no other thread that could post it."},
    {"sigsuspend", "in_sigsuspend", "sigsuspend", "a signal",
     "No signal is pending; SIGUSR2 would wake it, and nobody is left awake to send one."},
    {"sigwait", "in_sigwait", "sigwait", "SIGUSR1 and SIGTERM",
     "relay waits for SIGUSR1 and SIGTERM; none of them is pending, and nobody is left awake to send one."},
    {"pause", "in_pause", "pause", "a signal",
     "No signal is pending; SIGUSR1 would wake it, and nobody is left awake to send one."},
    {"blocked-signal", "blocked_signal", "pause", "a signal",
     "SIGUSR1 has come already, but is blocked; nobody is left awake to send another signal."},
#if defined(__x86_64__)  // elsewhere libc uses other calls for the same
    {"poll", "in_poll", "poll(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"epoll", "in_epoll", "epoll_wait(5)", "{pipe}",
     "The only write end of {pipe} still open is fd 4 of relay itself."},
#endif
    {"ppoll", "in_ppoll", "ppoll(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
    {"select", "in_select", "pselect(3)", "{pipe}", "The only write end of {pipe} still open is fd 4 of relay itself."},
  };
  for (const Simple& fact : facts) check_simple(fact);
}

TEST_CASE("a reader is told which process holds the write end and what that one does") {
  Observed program("blocked", {"child-holds"});
  const pid_t child = other_than(program.explained(), program.pid());
  program.known.names[child] = "relay's child";
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  REQUIRE(all.waits.size() == 2);
  const Wait& reader = wait_of(all, program.pid());
  CHECK(reader.because == "The only write end of " + program.target(3) +
                              " still open is fd 4 of relay's child, which itself sleeps in pause.");
  check_at(reader, "child-holds", "child_holds");
  check_holders(reader, {{child, 4}});
  CHECK(reader.holders.at(0).writes);
  CHECK(reader.waits_for == std::vector<pid_t>{child});
  const Wait& holder = wait_of(all, child);
  CHECK(holder.because == "relay's child has no handler for any signal, and nobody is left awake to send one.");
  check_at(holder, "child-holds-2", "child_holds");
}

TEST_CASE("a parent that waits and a child that writes wait for each other") {
  Observed program("blocked", {"full-pipe"});
  const pid_t child = other_than(program.explained(), program.pid());
  program.known.names[program.pid()] = "relay's parent";
  program.known.names[child] = "relay";
  const Standstill all = program.explained();
  const Wait& parent = wait_of(all, program.pid());
  CHECK(parent.call == fmt::format("wait4({})", child));
  CHECK(parent.object == fmt::format("child {}", child));
  CHECK(parent.because == "relay's parent waits for relay, which waits for this process in write(4).");
  CHECK(parent.waits_for == std::vector<pid_t>{child});
  check_at(parent, "full-pipe", "full_pipe");
  const Wait& writer = wait_of(all, child);
  CHECK(writer.call == "write(4)");
  CHECK(writer.because == program.target(3) +
                              " is full (65536 of 65536 bytes), and the only process that could read it is relay's "
                              "parent, which waits for this child.");
  check_holders(writer, {{program.pid(), 3}});
  check_at(writer, "full-pipe-2", "full_pipe");
}

TEST_CASE("a shell that system started has no line, its caller has") {
  Observed program("blocked", {"system"});
  const Standstill all = program.explained();
  REQUIRE(all.waits.size() == 3);
  check_at(all.waits[0], "system", "in_system");
  CHECK_FALSE(all.waits[1].at);
  CHECK_FALSE(all.waits[2].at);
  CHECK(all.waits[0].waits_for == std::vector<pid_t>{all.waits[1].task.pid});
  CHECK(all.waits[0].because ==
        fmt::format("relay waits for sh ({}), which itself sleeps in wait4(-1).", all.waits[1].task.pid));
  CHECK(all.waits[2].call == "read(0)");
  CHECK(all.waits[2].object == program.target(3));
  CHECK(all.waits[2].holders.size() == 3);
}

TEST_CASE("a reader of popen is told of the command that holds the pipe") {
  Observed program("blocked", {"popen"});
  const Standstill all = program.explained();
  REQUIRE(all.waits.size() == 3);
  check_at(all.waits[0], "popen", "in_popen");
  check_holders(all.waits[0], {{all.waits[1].task.pid, 1}, {all.waits[2].task.pid, 1}});
}

TEST_CASE("a FIFO that nobody opens at the other end is named by its path") {
  const Fifo fifo;
  Observed program("blocked", {"open-fifo", fifo.path});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  CHECK(all.waits.at(0).call == "open(\"" + fifo.path + "\")");
  CHECK(all.waits[0].object == "FIFO " + fifo.path);
  CHECK(all.waits[0].because ==
        "Nobody has the FIFO " + fifo.path + " open for reading, and every process that could open it so sleeps.");
  CHECK(all.waits[0].holders.empty());
  check_at(all.waits[0], "open-fifo", "open_fifo");
}

TEST_CASE("a FIFO opened for both is its reader's own write end") {
  const Fifo fifo;
  Observed program("blocked", {"read-fifo", fifo.path});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  CHECK(all.waits.at(0).object == "FIFO " + fifo.path);
  CHECK(all.waits[0].because == "The only write end of FIFO " + fifo.path + " still open is fd 3 of relay itself.");
}

TEST_CASE("the owner of a mutex is named, with what it does") {
  for (const char* mode : {"mutex-owner", "mutex-robust", "mutex-pi"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    const Standstill all = program.explained();
    CHECK(all.for_ever);
    const pid_t owner = other_than(all, program.pid());
    const Wait& wait = wait_of(all, program.pid());
    CHECK(wait.call == "pthread_mutex_lock(&lock)");
    CHECK(wait.because ==
          fmt::format("The mutex `lock` is locked by thread {} of relay, which itself sleeps in pause.", owner));
    CHECK(wait.waits_for == std::vector<pid_t>{owner});
    check_at(wait, std::string(mode) == "mutex-owner" ? "mutex-owner" : "mutex-robust", "");
    check_at(wait_of(all, owner), "mutex-owner-2", "lock_and_sleep");
  }
}

TEST_CASE("a mutex whose owner has ended is told as such") {
  Observed program("blocked", {"mutex-dead"});
  const Standstill all = program.explained();
  REQUIRE(all.waits.size() == 1);
  CHECK_THAT(all.waits[0].because, StartsWith("The mutex `lock` is locked by thread ") &&
                                       Catch::Matchers::EndsWith(", which no longer exists."));
  CHECK(all.waits[0].waits_for.empty());
}

TEST_CASE("a mutex whose owner's end is known is told with it") {
  Observed program("blocked", {"mutex-dead"});
  const std::string because = program.explained().waits.at(0).because;
  const std::string words = "The mutex `lock` is locked by thread ";
  REQUIRE_THAT(because, StartsWith(words));
  program.known.fates[std::atoi(because.c_str() + words.size())] = "client, which the grader has killed (SIGKILL)";
  CHECK(program.explained().waits.at(0).because == "The mutex `lock` is still locked by client, which the grader has killed (SIGKILL).");
}

TEST_CASE("a forked copy of a locked mutex is one that nobody can unlock") {
  Observed program("blocked", {"mutex-forked"});
  const Standstill all = program.explained();
  const pid_t child = other_than(all, program.pid());
  CHECK(
      wait_of(all, child).because ==
      "The mutex `lock` was locked by relay when this process was forked; nobody in this process can unlock its copy.");
  check_at(wait_of(all, child), "mutex-forked-2", "mutex_forked");
  check_at(wait_of(all, program.pid()), "mutex-forked", "mutex_forked");
}

TEST_CASE("a mutex in shared memory knows its owner in another process") {
  Observed program("blocked", {"mutex-private"});
  const Standstill all = program.explained();
  const pid_t child = other_than(all, program.pid());
  const Wait& wait = wait_of(all, child);
  CHECK(wait.object == "mutex in anonymous shared memory");
  CHECK(
      wait.because ==
      fmt::format("The mutex in anonymous shared memory is locked by relay, which itself sleeps in wait4({}). It was made "
                  "for the threads of one process (pshared is 0): an unlock by another does not wake this one.",
                  child));
  CHECK(wait_of(all, program.pid()).because ==
        fmt::format("relay waits for blocked ({}), which waits for this process in pthread_mutex_lock.", child));
  CHECK(wait.waits_for == std::vector<pid_t>{program.pid()});
}

TEST_CASE("a semaphore made for one process and used by two is found out") {
  Observed program("blocked", {"semaphore-private"});
  const Standstill all = program.explained();
  CHECK_THAT(wait_of(all, other_than(all, program.pid())).because, ContainsSubstring("pshared is 0"));
}

TEST_CASE("a joined thread is named, with what it does") {
  Observed program("blocked", {"join"});
  const Standstill all = program.explained();
  const pid_t thread = other_than(all, program.pid());
  const Wait& wait = wait_of(all, program.pid());
  CHECK(wait.call == fmt::format("pthread_join(thread {})", thread));
  CHECK(wait.because == fmt::format("Thread {} itself sleeps in pause.", thread));
  CHECK(wait.waits_for == std::vector<pid_t>{thread});
  check_at(wait, "join", "join_sleeper");
}

TEST_CASE("threads whose names are known are called by them") {
  Observed program("blocked", {"join"});
  const pid_t thread = other_than(program.explained(), program.pid());
  program.known.threads[thread] = "thread 1 of relay";
  const Standstill all = program.explained();
  CHECK(wait_of(all, program.pid()).call == "pthread_join(thread 1 of relay)");
  CHECK(wait_of(all, program.pid()).because == "Thread 1 of relay itself sleeps in pause.");
}

TEST_CASE("a thread goes on being seen after the first one has ended") {
  Observed program("blocked", {"dead-leader"});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  REQUIRE(all.waits.size() == 1);
  CHECK(all.waits[0].because ==
        "The only write end of " + all.waits[0].object + " still open is fd 4 of relay itself.");
  check_at(all.waits[0], "dead-leader", "read_pipe");
}

TEST_CASE("a System V semaphore shows its value, what is asked, and who changed it last") {
  Observed program("blocked", {"semop"});
  const int id = told_number(program);
  const Standstill all = program.explained();
  ::semctl(id, 0, IPC_RMID);
  CHECK(all.waits.at(0).call == fmt::format("semop(id {})", id));
  CHECK(all.waits[0].object == fmt::format("semaphore 1 of set {} (value 3)", id));
  CHECK(all.waits[0].because ==
        fmt::format("Semaphore 1 of set {} has the value 3, and this call takes 4. The last to change it was relay.",
                    id));
  check_at(all.waits[0], "semop", "sem_op");
}

TEST_CASE("a System V queue shows what is in it") {
  Observed receiver("blocked", {"msgrcv"});
  const int empty = told_number(receiver);
  const Standstill receives = receiver.explained();
  ::msgctl(empty, IPC_RMID, nullptr);
  CHECK(receives.waits.at(0).call == fmt::format("msgrcv(id {}, type 5)", empty));
  CHECK(receives.waits[0].because == fmt::format("Queue {} holds 1 message, but none of type 5; every process that "
                                                 "could send one sleeps. The last to send was relay.",
                                                 empty));
  check_at(receives.waits[0], "msgrcv", "msg_receive");
}

TEST_CASE("a full System V queue shows its limit") {
  Observed sender("blocked", {"msgsnd"});
  const int full = told_number(sender);
  const Standstill sends = sender.explained();
  msqid_ds queue{};
  REQUIRE(::msgctl(full, IPC_STAT, &queue) == 0);
  ::msgctl(full, IPC_RMID, nullptr);
  CHECK(sends.waits.at(0).call == fmt::format("msgsnd(id {}, type 7)", full));
  CHECK(sends.waits[0].because ==
        fmt::format("Queue {0} is full ({1} of {1} bytes), and nobody who could receive from it is awake.", full,
                    queue.msg_qbytes));
  check_at(sends.waits[0], "msgsnd", "msg_send");
}

TEST_CASE("a POSIX queue is named and counted") {
  const std::string name = "/ipclab-test-" + std::to_string(::getpid());
  Observed program("blocked", {"mq-receive", name});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  CHECK(all.waits.at(0).call == "mq_receive(3)");
  CHECK(all.waits[0].object == "queue " + name);
  CHECK(all.waits[0].because ==
        "The queue " + name + " holds 0 messages, and every process that could send one sleeps.");
  check_at(all.waits[0], "mq-receive", "mq_get");
}

TEST_CASE("a parent of several children waits for any of them") {
  Observed program("blocked", {"wait-any"});
  const Standstill all = program.explained();
  REQUIRE(all.waits.size() == 3);
  CHECK(all.waits[0].call == "wait4(-1)");
  CHECK(all.waits[0].waits_for == std::vector<pid_t>{all.waits[1].task.pid, all.waits[2].task.pid});
  check_at(all.waits[0], "wait-any", "wait_any");
}

TEST_CASE("a stopped process is explained by its stop") {
  Observed program("blocked", {"stopped"});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  CHECK(all.waits.at(0).object == "stopped");
  CHECK(all.waits[0].call == "");
}

#ifdef SYS_vfork
TEST_CASE("the parent in vfork waits for its child") {
  Observed program("blocked", {"vfork"});
  const Standstill all = program.explained();
  CHECK(all.for_ever);
  CHECK(wait_of(all, program.pid()).waits_for == std::vector<pid_t>{other_than(all, program.pid())});
  check_at(wait_of(all, program.pid()), "vfork", "in_vfork");
}
#endif

TEST_CASE("the holder of a file lock is named") {
  const std::string path = "/tmp/ipclab-test-lock-" + std::to_string(::getpid());
  {
    Observed program("blocked", {"record-lock", path});
    const Standstill all = program.explained();
    const pid_t child = other_than(all, program.pid());
    CHECK(wait_of(all, child).call == "fcntl(3, F_SETLKW)");
    CHECK(wait_of(all, child).because == "The lock on " + path + " is held by relay, which waits for this child.");
    CHECK(wait_of(all, child).waits_for == std::vector<pid_t>{program.pid()});
    check_at(wait_of(all, child), "record-lock-2", "record_lock");
  }
  Observed program("blocked", {"file-lock", path});
  const Standstill all = program.explained();
  ::unlink(path.c_str());
  CHECK(all.waits.at(0).because == "relay itself holds the lock on " + path + " through another open file.");
}

TEST_CASE("a process that has no name given is called by its command") {
  Observed program("blocked", {"self-write-end"});
  program.known.names.clear();
  (void)program.asleep();
  CHECK(program.explained().waits.at(0).because ==
        fmt::format("The only write end of {} still open is fd 4 of blocked ({}) itself.", program.target(3),
                    program.pid()));
}

TEST_CASE("an ordinary user gets the same explanation") {
  // That user may not read the checkout: the line is looked up before.
  static const int line = line_of("full-pipe-2");
  const auto explained = +[]() -> std::string {
    Observed program("blocked", {"full-pipe"});
    const Standstill all = program.explained();
    if (!all.for_ever) return all.doubt;
    const Wait& writer = all.waits.at(1);
    if (writer.because != program.target(3) +
                              " is full (65536 of 65536 bytes), and the only process that could read it is relay, "
                              "which waits for this child.")
      return writer.because;
#if defined(__x86_64__)
    if (!writer.at || writer.at->line != line) return "wrong line";
#endif
    return "";
  };
  CHECK(as_ordinary_user(explained) == "");
}

TEST_CASE("where a function of several callers stands, the call that led there is told") {
  const std::string own = "bank.cpp";
  const SourceLine helper{"bank.cpp", 13, "change"}, caller{"bank.cpp", 54, "main"}, header{"slip.hpp", 46, "hold"};
  CHECK(led_there(helper, {caller}, own)->line == 54);
  CHECK(led_there(header, {{"slip.hpp", 60, "outer"}, caller}, own)->line == 54);
  CHECK_FALSE(led_there(caller, {}, own));                        // main itself
  CHECK_FALSE(led_there(helper, {header}, own));                  // called by what is given
  CHECK_FALSE(led_there(helper, {{"bank.cpp", 13, "change"}}, own));
  CHECK_FALSE(led_there(std::nullopt, {caller}, own));
}
