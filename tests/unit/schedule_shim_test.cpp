// The shim in real programs, under a controller as small as it can be: it lets the oldest parked thread go on, and
// moves time when nobody is parked.
#include "support/catch.hpp"
#include "support/observed.hpp"

#include "observe/watch.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "schedule/control.hpp"
#include "schedule/shim_image.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <linux/futex.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace ipclab;
using namespace ipclab::schedule;
using namespace ipclab::tests;

namespace {

const char* const kNames[] = {
    "none",
#define IPCLAB_POINT(name) #name,
#include "schedule/points.def"
#undef IPCLAB_POINT
};

class Driven {
 public:
  Driven() {
    char name[] = "/tmp/ipclab-shim.XXXXXX";
    if (::mkdtemp(name) == nullptr) throw posix::Error("mkdtemp");
    folder_ = name;
    posix::replace_file(folder_ / "shim.so", shim_image());
    const posix::Fd file = posix::open_file(folder_ / "page", O_RDWR | O_CREAT, 0600);
    if (::ftruncate(file.get(), sizeof(Control)) != 0) throw posix::Error("ftruncate");
    void* page = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (page == MAP_FAILED) throw posix::Error("mmap");
    control = static_cast<Control*>(page);
    control->version = kVersion;
    control->parks = 1;
    control->realtime = 1'700'000'000'000'000'000;
    control->monotonic = 1'000'000'000'000;
    const std::string programs = std::filesystem::path(target_path("scheduled")).parent_path();
    programs.copy(control->programs, sizeof control->programs - 1);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  }
  ~Driven() {
    ::munmap(control, sizeof(Control));
    std::filesystem::remove_all(folder_);
    ::prctl(PR_SET_CHILD_SUBREAPER, 0);
  }
  Driven(const Driven&) = delete;
  Driven& operator=(const Driven&) = delete;

  // Its output. Everything it does is done when this returns.
  std::string run(const std::string& mode) {
    auto [out, in] = posix::make_pipe();
    const std::string program = target_path("scheduled"), page = folder_ / "page", shim = folder_ / "shim.so";
    const pid_t pid = ::fork();
    if (pid == 0) {
      ::setenv(kControlVariable, page.c_str(), 1);
      ::setenv("LD_PRELOAD", shim.c_str(), 1);
      ::dup2(in.get(), 1);
      ::execl(program.c_str(), "scheduled", mode.c_str(), nullptr);
      ::_exit(127);
    }
    in.reset();
    observe::Watch watch(observe::Scope::descendants);
    while (step(watch, pid)) {}
    return posix::read_all(out.get());
  }

  // What every thread has gone through: "c1: start fork wait exit".
  std::vector<std::string> seen;
  Control* control = nullptr;

 private:
  bool step(observe::Watch& watch, pid_t pid) {
    switch (watch.look()) {
      case observe::Stillness::running: return true;
      case observe::Stillness::empty:
        ::waitpid(pid, nullptr, 0);
        while (::waitpid(-1, nullptr, WNOHANG) > 0) {}
        return false;
      case observe::Stillness::asleep: break;
    }
    if (release(watch.tasks()) || move_time(watch.tasks())) return true;
    for (const observe::Task& task : watch.tasks()) ::kill(task.pid, SIGKILL);
    FAIL("stuck");
    return false;
  }

  Slot* slot_of(const observe::Task& task) {
    Slot* last = nullptr;
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(control->slots, kSlots); ++i)
      if (control->slot[i].tid == task.tid && control->slot[i].pid == task.pid) last = &control->slot[i];
    return last;
  }

  std::string name_of(const Slot& slot) const {
    if (slot.parent == kMain) return "main";
    return name_of(control->slot[slot.parent]) + "." + static_cast<char>(slot.kind.load()) + std::to_string(slot.nth);
  }

  bool release(const std::vector<observe::Task>& tasks) {
    Slot* oldest = nullptr;
    for (const observe::Task& task : tasks) {
      Slot* slot = slot_of(task);
      if (slot == nullptr || slot->state != Slot::parked || task.call != SYS_futex || task.args[0] != slot->here) continue;
      if (oldest == nullptr || slot < oldest) oldest = slot;
    }
    if (oldest == nullptr) return false;
    seen.push_back(name_of(*oldest) + ": " + kNames[oldest->call]);
    oldest->go = 1;
    ::syscall(SYS_futex, &oldest->go, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
    return true;
  }

  bool move_time(const std::vector<observe::Task>& tasks) {
    std::uint64_t soonest = ~std::uint64_t{0};
    Slot* sleeper = nullptr;
    for (const observe::Task& task : tasks) {
      Slot* slot = slot_of(task);
      if (slot == nullptr || slot->deadline == 0 || task.call != slot->timed_call || slot->deadline >= soonest) continue;
      sleeper = slot;
      soonest = slot->deadline;
    }
    Timer* timer = nullptr;
    for (Timer& one : control->timer)
      if (one.used == 1 && one.deadline != 0 && one.deadline <= soonest) {
        timer = &one;
        soonest = one.deadline;
      }
    if (sleeper == nullptr && timer == nullptr) return false;
    control->now = std::max(control->now.load(), soonest);
    if (timer != nullptr) go_off(*timer);
    else ::syscall(SYS_tgkill, sleeper->pid.load(), sleeper->tid.load(), kTimeoutSignal);
    return true;
  }

  static void go_off(Timer& timer) {
    timer.deadline = timer.interval == 0 ? 0 : timer.deadline + timer.interval;
    if (timer.kind != Timer::descriptor) {
      ::kill(timer.pid, timer.signal);
      return;
    }
    const posix::Fd process(static_cast<int>(::syscall(SYS_pidfd_open, timer.pid.load(), 0)));
    const posix::Fd fd(static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), static_cast<int>(timer.id.load()), 0)));
    const itimerspec soon{{0, 0}, {0, 1}};
    ::timerfd_settime(fd.get(), 0, &soon, nullptr);
  }

  std::filesystem::path folder_;
};

bool has(const std::vector<std::string>& seen, const std::string& what) {
  return std::find(seen.begin(), seen.end(), what) != seen.end();
}

}  // namespace

TEST_CASE("a thread, a child and an executed program are named by their birth, the same every time") {
  std::vector<std::string> first;
  for (int i = 0; i < 3; ++i) {
    Driven driven;
    driven.run("family");
    for (const char* what : {"main: start", "main: exit", "main.t1: start", "main.t1: end", "main.c1: start", "main.c1: exec",
                             "main.c1.x1: start", "main.c1.x1: exit", "main.c2: start", "main.c3: start", "main.c3: exit"}) {
      INFO(what);
      CHECK(has(driven.seen, what));
    }
    if (first.empty()) first = driven.seen;
    CHECK(driven.seen == first);
  }
}

TEST_CASE("calls with a timeout time out in virtual time") {
  for (const std::uint32_t parks : {1U, 0U}) {
    Driven driven;
    driven.control->parks = parks;
    CHECK(driven.run("timeouts") == "");
    CHECK(driven.control->now / 1'000'000'000 == 175);
    CHECK(driven.seen.empty() == (parks == 0));
  }
}

TEST_CASE("alarms and timers go off in virtual time") {
  Driven driven;
  CHECK(driven.run("timers") == "left 7, alarms 2, expired 1 1\n");
  CHECK(driven.control->now / 1'000'000'000 == 7);
}

TEST_CASE("a wait with a timeout can be cancelled") {
  Driven driven;
  CHECK(driven.run("cancels") == "1 1\n");
}

TEST_CASE("a jump out of a signal handler leaves a thread that still stops and sleeps") {
  Driven driven;
  CHECK(driven.run("jumps") == "0\n");
  CHECK(driven.control->now / 1'000'000'000 == 5);
  CHECK(std::count(driven.seen.begin(), driven.seen.end(), "main: sleep") == 2);
}

TEST_CASE("a condition wakes for nothing once before each event when it is told to, also again at the same place") {
  for (const std::uint32_t spurious : {0U, 1U}) {
    Driven driven;
    driven.control->spurious = spurious;
    CHECK(driven.run("wakes") == "early " + std::to_string(2 * spurious) + "\n");
  }
}

TEST_CASE("the call that is to fail fails, and only that one") {
  Driven driven;
  driven.control->fails = static_cast<std::uint32_t>(Call::fork);
  driven.control->fails_nth = 2;
  driven.control->fails_errno = EAGAIN;
  CHECK(driven.run("forks") == "child Resource temporarily unavailable child ");
}

TEST_CASE("a thread stops behind a call that has failed, but not where it is only to ask again") {
  Driven driven;
  CHECK(driven.run("fails") == "2 11\n");  // ENOENT, EAGAIN
  CHECK(std::count(driven.seen.begin(), driven.seen.end(), "main: failed") == 1);
  const auto at = std::find(driven.seen.begin(), driven.seen.end(), "main: failed");
  REQUIRE(at > driven.seen.begin());
  CHECK(*std::prev(at) == "main: open");
}

TEST_CASE("what wants a process or memory can fail, however it asks for it") {
  const auto run_with = [](const std::string& mode, Call call, std::uint32_t nth, int error) {
    Driven driven;
    driven.control->fails = static_cast<std::uint32_t>(call);
    driven.control->fails_nth = nth;
    driven.control->fails_errno = error;
    const std::string said = driven.run(mode);
    CHECK(std::count(driven.seen.begin(), driven.seen.end(), "main: failed") == 1);  // so that a picture shows it
    return said;
  };
  CHECK(run_with("runs short", Call::fdopen, 1, ENOMEM) == "Cannot allocate memory command Success\n");
  CHECK(run_with("runs short", Call::fork, 1, EAGAIN) == "stream Resource temporarily unavailable Success\n");
  CHECK(run_with("runs short", Call::fork, 2, EAGAIN) == "stream command Resource temporarily unavailable\n");
  CHECK(run_with("maps", Call::mmap, 1, ENOMEM) == "Cannot allocate memory memory memory ");
  CHECK(run_with("maps", Call::mmap, 2, ENOMEM) == "memory Cannot allocate memory memory ");
  CHECK(run_with("maps", Call::mmap, 3, ENOMEM) == "memory memory Cannot allocate memory ");
}

TEST_CASE("only a mapping that others share is a point") {
  Driven driven;
  CHECK(driven.run("maps") == "memory memory memory ");
  CHECK(std::count(driven.seen.begin(), driven.seen.end(), "main: mmap") == 1);
}

TEST_CASE("a program outside the students' folder does not stop") {
  Driven driven;
  std::string("/nowhere").copy(driven.control->programs, sizeof driven.control->programs);
  driven.control->programs[8] = '\0';
  CHECK(driven.run("timeouts") == "");
  CHECK(driven.seen.empty());
}
