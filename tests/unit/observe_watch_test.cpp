#include "observe/watch.hpp"
#include "support/catch.hpp"
#include "support/observed.hpp"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <filesystem>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::observe;
using namespace ipclab::tests;

namespace {

// A child of this process that runs `body`; killed and reaped at the end.
struct Child {
  pid_t pid;
  template <typename Body>
  explicit Child(Body body) : pid(::fork()) {
    if (pid == 0) {
      body();
      ::_exit(0);
    }
  }
  ~Child() {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, __WALL);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
};

void look_until(Watch& watch, Stillness wanted) {
  for (long i = 0; i < 2'000'000; ++i) {
    if (watch.look() == wanted) return;
    ::sched_yield();
  }
  FAIL("the state looked for never came");
}

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

// In a child: asks for a notification of every setsockopt(2), which nobody will ever answer.
void wait_for_an_answer(int announce) {
  sock_filter code[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_setsockopt},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_USER_NOTIF},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
  };
  const sock_fprog program = {4, code};
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const long listener = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
  (void)!::write(announce, listener >= 0 ? "y" : "n", 1);
  ::syscall(SYS_setsockopt, 0, 0, 0, 0, 0);
}

constexpr int kNoNamespace = 77;

// Runs `body` as the first process of a process namespace; what it returns, or kNoNamespace.
int as_init(int (*body)()) {
  const bool root = ::geteuid() == 0;
  const pid_t helper = ::fork();
  if (helper == 0) {
    if (::unshare((root ? 0 : CLONE_NEWUSER) | CLONE_NEWPID | CLONE_NEWNS) != 0) ::_exit(kNoNamespace);
    const pid_t init = ::fork();
    if (init == 0) {
      ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
      ::_exit(::mount("proc", "/proc", "proc", 0, nullptr) == 0 ? body() : kNoNamespace);
    }
    int status = 0;
    ::waitpid(init, &status, 0);
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
  }
  int status = 0;
  ::waitpid(helper, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

}  // namespace

TEST_CASE("a process asleep in read is proven so, with the call and its arguments") {
  Observed program("blocked", {"self-write-end"});
  const auto& tasks = program.asleep();
  REQUIRE(tasks.size() == 1);
  CHECK(tasks[0].pid == program.pid());
  CHECK(tasks[0].tid == program.pid());
  CHECK(tasks[0].call == SYS_read);
  CHECK(tasks[0].args[0] == 3);
  CHECK(tasks[0].args[2] == 1);
  CHECK(tasks[0].state == 'S');
  CHECK(tasks[0].runs > 0);
  CHECK(program.watch().zombies().empty());
  CHECK(program.watch().looks() > 0);
}

TEST_CASE("a process that computes is never asleep") {
  Watch watch(Scope::descendants);
  const Child child([] { for (;;) asm volatile(""); });
  int asleep = 0;
  for (int i = 0; i < 3000; ++i)
    if (watch.look() != Stillness::running) ++asleep;
  CHECK(asleep == 0);
}

TEST_CASE("a zombie is told with its parent and does not keep the others from being asleep") {
  Observed program("blocked", {"leaves-zombie"});
  Watch& watch = program.watch();
  while (program.asleep().size() != 1 || watch.zombies().empty()) {}
  REQUIRE(watch.zombies().size() == 1);
  CHECK(watch.zombies()[0].parent == program.pid());
  CHECK(watch.tasks()[0].pid == program.pid());
  CHECK(watch.processes() == std::vector<pid_t>{program.pid(), watch.zombies()[0].pid});
}

TEST_CASE("a world of zombies is empty") {
  Watch watch(Scope::descendants);
  CHECK(watch.look() == Stillness::empty);
  const Child child([] {});
  look_until(watch, Stillness::empty);
  while (watch.zombies().empty()) (void)watch.look();
  CHECK(watch.zombies()[0].pid == child.pid);
  CHECK(watch.zombies()[0].parent == ::getpid());
}

TEST_CASE("a first thread that has ended is no zombie while others live") {
  Observed program("blocked", {"dead-leader"});
  const auto& tasks = program.asleep();
  REQUIRE(tasks.size() == 1);
  CHECK(tasks[0].pid == program.pid());
  CHECK(tasks[0].tid != program.pid());
  CHECK(tasks[0].call == SYS_read);
  CHECK(program.watch().zombies().empty());
}

TEST_CASE("a stopped process is asleep in state T") {
  Observed program("blocked", {"stopped"});
  CHECK(program.asleep().at(0).state == 'T');
}

#ifdef SYS_vfork
TEST_CASE("the parent in vfork is asleep in state D") {
  Observed program("blocked", {"vfork"});
  const auto& tasks = program.asleep();
  REQUIRE(tasks.size() == 2);
  CHECK(tasks[0].state == 'D');
  CHECK(tasks[0].call == SYS_vfork);
  CHECK(tasks[1].state == 'S');
}
#endif

TEST_CASE("a process in ptrace-stop counts as running") {
  Watch watch(Scope::descendants);
  const Child child([] {
    ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    ::raise(SIGUSR1);
  });
  int status = 0;
  REQUIRE(::waitpid(child.pid, &status, 0) == child.pid);
  REQUIRE(WIFSTOPPED(status));
  for (int i = 0; i < 100; ++i) REQUIRE(watch.look() == Stillness::running);
}

TEST_CASE("a process that waits for the answer to a seccomp notification counts as running") {
  Watch watch(Scope::descendants);
  auto [read, write] = posix::make_pipe();
  const Child child([&] { wait_for_an_answer(write.get()); });
  char can = 'n';
  REQUIRE(::read(read.get(), &can, 1) == 1);
  if (can == 'n') SKIP_TEST("seccomp_unotify(2) is not to be had here");
  for (int i = 0; i < 1000; ++i) REQUIRE(watch.look() == Stillness::running);
}

TEST_CASE("without a free descriptor nothing is proven") {
  Observed program("blocked", {"self-write-end"});
  (void)program.asleep();
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  rlimit none = limit;
  none.rlim_cur = 3;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const Stillness blind = program.watch().look();
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  CHECK(blind == Stillness::running);
  CHECK(program.watch().look() == Stillness::asleep);
}

TEST_CASE("descriptors for dead tasks are given back") {
  Watch watch(Scope::descendants);
  const std::size_t before = open_descriptors();
  std::size_t most = 0;
  for (int i = 0; i < 200; ++i) {
    const Child child([] { ::pause(); });
    look_until(watch, Stillness::asleep);
    most = std::max(most, open_descriptors());
  }
  CHECK(most < before + 64);
}

TEST_CASE("processes whose parents have died are still seen") {
  Observed program("blocked", {"child-holds"});
  (void)program.asleep();
  ::kill(program.pid(), SIGKILL);
  ::waitpid(program.pid(), nullptr, 0);
  const auto& tasks = program.asleep();
  REQUIRE(tasks.size() == 1);
  CHECK(Watch::parent_of(tasks[0].pid) == ::getpid());
}

TEST_CASE("the observer of a process namespace sees everything but itself") {
  const int answer = as_init([] {
    Watch watch(Scope::pid_namespace);
    if (watch.look() != Stillness::empty) return 1;
    if (::fork() == 0) {
      if (::fork() == 0) for (;;) ::pause();
      for (;;) ::pause();
    }
    while (watch.look() != Stillness::asleep || watch.tasks().size() != 2) {}
    return watch.tasks()[0].pid == 2 && watch.tasks()[1].pid == 3 && Watch::parent_of(3) == 2 ? 0 : 2;
  });
  if (answer == kNoNamespace) SKIP_TEST("no process namespace is to be had here");
  CHECK(answer == 0);
}

// A new task has its id before anybody can see it.
TEST_CASE("a thread is not overlooked, at whatever moment of its birth one looks") {
  const int answer = as_init([] {
    Watch watch(Scope::pid_namespace);
    if (::fork() == 0) {
      for (int i = 0; i < 1000; ++i) std::thread([] { for (int turn = 0; turn < 100'000; ++turn) asm volatile(""); }).join();
      ::_exit(0);
    }
    for (;;) {
      const Stillness stillness = watch.look();
      if (stillness == Stillness::empty) return 0;
      if (stillness == Stillness::asleep) return 1;  // either the thread computes, or the one that waits for it goes on
    }
  });
  if (answer == kNoNamespace) SKIP_TEST("no process namespace is to be had here");
  CHECK(answer == 0);
}

TEST_CASE("processor time and memory of a process are the kernel's") {
  Watch watch(Scope::descendants);
  const Child child([] { for (;;) asm volatile(""); });
  while (Watch::cpu_ns(child.pid) < 2'000'000) ::sched_yield();
  CHECK(Watch::resident_bytes(child.pid) > 4096);
  CHECK(Watch::parent_of(child.pid) == ::getpid());
  CHECK(Watch::cpu_ns(0x3ffffff) == 0);
  CHECK(Watch::resident_bytes(0x3ffffff) == 0);
  CHECK(Watch::parent_of(0x3ffffff) == 0);
}

TEST_CASE("an ordinary user proves sleep and zombies too") {
  CHECK(as_ordinary_user(+[]() -> std::string {
    Observed program("blocked", {"leaves-zombie"});
    while (program.asleep().size() != 1 || program.watch().zombies().empty()) {}
    return program.watch().zombies().at(0).parent == program.pid() ? "" : "wrong parent";
  }) == "");
}

TEST_CASE("a process that closed itself to an ordinary user is named, and nothing is proven") {
  CHECK(as_ordinary_user(+[]() -> std::string {
    Observed program("blocked", {"undumpable"});
    while (program.watch().unreadable().empty())
      if (program.watch().look() == Stillness::empty) return "it has ended";
    for (int i = 0; i < 100; ++i)
      if (program.watch().look() != Stillness::running) return "proven without being seen";
    return program.watch().unreadable() == std::vector<pid_t>{program.pid()} ? "" : "another process is named";
  }) == "");
}
