// When a standstill is not called "for ever", and what is said then.
#include "support/catch.hpp"
#include "support/observed.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::observe;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a call with a timeout is not for ever") {
  static const std::pair<const char*, const char*> timed[] = {
      {"timed-ppoll", "relay sleeps in ppoll with a timeout."},
      {"timed-select", "relay sleeps in pselect with a timeout."},
      {"timed-sleep", "relay sleeps in clock_nanosleep, which ends by itself."},
      {"timed-clock", "relay sleeps in clock_nanosleep, which ends by itself."},
      {"timed-condition", "relay sleeps in futex with a timeout."},
      {"timed-mutex", "relay sleeps in futex with a timeout."},
      {"timed-semaphore", "relay sleeps in futex with a timeout."},
      {"timed-sigwait", "relay sleeps in sigwait with a timeout."},
      {"timed-recv", "relay sleeps in recvmmsg with a timeout."},
#if defined(__x86_64__)
      {"timed-poll", "relay sleeps in poll with a timeout."},
      {"timed-epoll", "relay sleeps in epoll_wait with a timeout."},
#endif
  };
  for (const auto& [mode, doubt] : timed) {
    INFO(mode);
    Observed program("blocked", {mode});
    const Standstill all = program.judged();
    CHECK_FALSE(all.for_ever);
    CHECK(all.timed);
    CHECK(all.doubt == doubt);
    CHECK(program.explained().waits.at(0).because == doubt);
  }
}

TEST_CASE("a semaphore or queue waited for with a timeout is not for ever") {
  Observed semaphore("blocked", {"timed-semop"});
  char text[32] = {};
  REQUIRE(::read(semaphore.out(), text, sizeof text - 1) > 0);
  const Standstill all = semaphore.judged();
  ::semctl(std::atoi(text), 0, IPC_RMID);
  CHECK(all.doubt == "relay sleeps in semtimedop with a timeout.");
}

TEST_CASE("a message queue waited for with a timeout is not for ever") {
  Observed queue("blocked", {"timed-mq", "/ipclab-test-timed-" + std::to_string(::getpid())});
  CHECK(queue.judged().doubt == "relay sleeps in mq_receive with a timeout.");
}

TEST_CASE("a timer that was seen being armed is a doubt, in its own process only") {
  for (const char* mode : {"alarm", "itimer"}) {
    Observed program("blocked", {mode});
    (void)program.asleep();
    program.known.timers = {program.pid()};
    const Standstill all = program.judged();
    CHECK_FALSE(all.for_ever);
    CHECK(all.timed);
    CHECK(all.doubt == "A timer was armed in relay.");
    program.known.timers = {program.pid() + 1};  // one that has ended: its timers went with it
    CHECK(program.judged().for_ever);
  }
}

TEST_CASE("POSIX timers and armed timer descriptors are seen without being told") {
  Observed timer("blocked", {"posix-timer"});
  CHECK(timer.judged().doubt == "relay has a POSIX timer.");
  CHECK(timer.judged().timed);
}

TEST_CASE("an armed timer descriptor is a doubt, an unarmed one is not") {
  {
    Observed armed("blocked", {"timerfd"});
    CHECK(armed.judged().doubt == "The timer behind descriptor 3 of relay is armed.");
    CHECK(armed.judged().timed);
  }
  Observed unarmed("blocked", {"unarmed-timerfd"});
  CHECK(unarmed.judged().for_ever);
}

TEST_CASE("where timer calls could not be watched nothing is for ever") {
  Observed program("blocked", {"self-write-end"});
  program.known.timers_known = false;
  const Standstill all = program.judged();
  CHECK_FALSE(all.for_ever);
  CHECK_FALSE(all.timed);
  CHECK(all.doubt ==
        "Whether an alarm(2) or another timer is armed is not known: these calls could not be watched here.");
}

TEST_CASE("a pipe on which the grader may still act is not for ever, by whatever call it is waited for") {
  for (const char* mode : {"self-write-end", "small-room", "poll", "ppoll", "select", "epoll", "splice"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    (void)program.asleep();
    CHECK(program.judged().for_ever);
    program.known.grader_acts_on = {program.inode(3)};
    const Standstill all = program.judged();
    CHECK_FALSE(all.for_ever);
    CHECK_FALSE(all.timed);
  }
}

TEST_CASE("an end that the grader holds and will not use is told") {
  Observed program("blocked", {"child-holds"});
  const Standstill before = program.explained();
  const posix::Fd ours = posix::open_file("/proc/" + std::to_string(program.pid()) + "/fd/3", O_WRONLY);
  CHECK(program.judged().for_ever);
  CHECK_THAT(wait_of(program.explained(), program.pid()).because,
             ContainsSubstring("The grader's own end writes nothing more."));
}

TEST_CASE("a terminal, a network socket and a file that is no FIFO are never for ever") {
  for (const char* mode : {"terminal", "inet-socket"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    CHECK_FALSE(program.judged().for_ever);
  }
}

TEST_CASE("a socket timeout seen anywhere makes every socket doubtful") {
  Observed program("blocked", {"unix-socket"});
  CHECK(program.judged().for_ever);
  program.known.socket_timeouts = true;
  CHECK_FALSE(program.judged().for_ever);
}

TEST_CASE("a child that has ended and was not yet taken note of is a doubt") {
  Observed program("blocked", {"wait-child"});
  Standstill all = program.judged();
  REQUIRE(all.for_ever);
  std::vector<Task> parent_only;  // as if the child had died since
  for (const Wait& wait : all.waits)
    if (wait.task.pid == program.pid()) parent_only.push_back(wait.task);
  CHECK_FALSE(judge(parent_only, program.known).for_ever);
}

TEST_CASE("without a world of its own a pipe that only the program holds is still for ever") {
  Observed program("blocked", {"self-write-end"});
  (void)program.asleep();
  program.known.closed_world = false;
  CHECK(program.judged().for_ever);
}

TEST_CASE("without a world of its own a stranger that holds the other end is a doubt") {
  Observed program("blocked", {"self-write-end"});
  (void)program.asleep();
  program.known.closed_world = false;
  const pid_t stranger = ::fork();
  if (stranger == 0) {
    if (::open(("/proc/" + std::to_string(program.pid()) + "/fd/4").c_str(), O_WRONLY) >= 0) ::raise(SIGSTOP);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(stranger, &status, WUNTRACED);
  const Standstill all = judge({wait_of(program.judged(), program.pid()).task}, program.known);
  ::kill(stranger, SIGKILL);
  ::waitpid(stranger, &status, 0);
  CHECK_FALSE(all.for_ever);
  CHECK_THAT(all.doubt, ContainsSubstring("outside of the programs under test"));
}

TEST_CASE("without a world of its own what strangers could reach is a doubt") {
  for (const char* mode : {"pause", "sigwait", "unix-socket", "eventfd", "stopped"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    (void)program.asleep();
    program.known.closed_world = false;
    CHECK_FALSE(program.judged().for_ever);
    CHECK(program.judged().for_strangers);
    program.known.timers.insert(program.pid());  // then time, too, may end it
    CHECK_FALSE(program.judged().for_strangers);
  }
}

TEST_CASE("without a world of its own what may end by itself is not for strangers alone") {
  for (const char* mode : {"inet-socket", "terminal"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    (void)program.asleep();
    program.known.closed_world = false;
    CHECK_FALSE(program.judged().for_ever);
    CHECK_FALSE(program.judged().for_strangers);
  }
}

TEST_CASE("without a world of its own memory of one process is still its own") {
  for (const char* mode : {"mutex-self", "condition", "semaphore", "semaphore-private", "wait-child"}) {
    INFO(mode);
    Observed program("blocked", {mode});
    (void)program.asleep();
    program.known.closed_world = false;
    const bool only_memory = std::string(mode) != "wait-child";  // its child pauses: a signal could come from outside
    CHECK(program.judged().for_ever == only_memory);
  }
}

TEST_CASE("a call that the observer does not know is not for ever") {
  Observed program("blocked", {"self-write-end"});
  std::vector<Task> tasks = program.asleep();
  tasks[0].call = 333;
  const Standstill all = judge(tasks, program.known);
  CHECK_FALSE(all.for_ever);
  CHECK(all.doubt == "relay sleeps in system call 333; whether that ends by itself is not known.");
}

TEST_CASE("no tasks are no standstill") {
  const Standstill all = judge({}, {});
  CHECK_FALSE(all.for_ever);
  CHECK(all.doubt == "No task is left.");
}
