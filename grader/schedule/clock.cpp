#include "schedule/clock.hpp"

#include "observe/calls.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace ipclab::schedule {
namespace {

constexpr int kMostAttempts = 50;  // at letting the time of one call run out: a signal may come in between

// timer_create(2): the signal of a timer carries its value and says where it comes from.
void send_timer_signal(const Timer& timer) {
  siginfo_t info{};
  info.si_signo = timer.signal;
  info.si_code = SI_TIMER;
  info.si_timerid = static_cast<int>(timer.id.load());
  const std::uint64_t value = timer.value;
  std::memcpy(&info.si_value, &value, sizeof value);
  if (::syscall(SYS_rt_sigqueueinfo, timer.pid.load(), timer.signal.load(), &info) != 0) ::kill(timer.pid, timer.signal);
}

// The timer behind a descriptor of another process goes off for real, a nanosecond from now.
bool fire_descriptor(pid_t pid, int fd) {
  const posix::Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!process.open()) return false;
  const posix::Fd timer(static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), fd, 0)));
  itimerspec soon{};
  soon.it_value.tv_nsec = 1;
  return timer.open() && ::timerfd_settime(timer.get(), 0, &soon, nullptr) == 0;
}

}  // namespace

bool Clock::sleeps_in_timed_call(std::uint32_t index, const observe::Task& task) const {
  if (task.state != 'S') return false;
  if (task.call == SYS_restart_syscall) return true;  // the same, after a stop
  if (task.call != page_.slot(index).timed_call) return false;
  // Its mutex is taken without a timeout when the condition's wait is over.
  const observe::Call* call = observe::find_call(task.call);
  return call != nullptr && observe::has_timeout(*call, task);
}

std::vector<Clock::Due> Clock::due(const std::vector<observe::Task>& tasks) {
  std::vector<Due> result;
  for (std::uint32_t i = 0; i < kTimers; ++i) {
    Timer& timer = page_.control().timer[i];
    if (timer.used == 0 || timer.deadline == 0) continue;
    const pid_t pid = timer.pid;
    if (std::none_of(tasks.begin(), tasks.end(), [&](const observe::Task& task) { return task.pid == pid; })) {
      timer.deadline = 0;  // its process has ended
      continue;
    }
    result.push_back({true, i, timer.deadline, timers_[i], pid, timer.kind == Timer::descriptor ? 0 : timer.signal.load(), -1});
  }
  for (std::uint32_t i = 0; i < page_.slots(); ++i) {
    const Slot& slot = page_.slot(i);
    if (slot.deadline == 0 || slot.state == Slot::parked) continue;
    const observe::Task* task = page_.task_of(i, tasks);
    if (task != nullptr && sleeps_in_timed_call(i, *task)) result.push_back({false, i, slot.deadline, slots_[i], 0, 0, slot.timed_call});
  }
  return result;
}

Clock::Due Clock::happen(Due wanted, const std::vector<observe::Task>& tasks) {
  for (const Due& other : due(tasks))
    if (other.timer && (other.deadline < wanted.deadline || (other.deadline == wanted.deadline && !wanted.timer))) wanted = other;
  std::uint64_t now = page_.control().now;
  while (now < wanted.deadline && !page_.control().now.compare_exchange_weak(now, wanted.deadline)) {}
  if (wanted.timer) go_off(wanted.index);
  else run_out(wanted.index);
  return wanted;
}

void Clock::go_off(std::uint32_t index) {
  Timer& timer = page_.control().timer[index];
  ++timers_[index];
  timer.deadline = timer.interval == 0 ? 0 : timer.deadline + timer.interval;
  switch (timer.kind) {
    case Timer::itimer: ::kill(timer.pid, timer.signal); break;
    case Timer::posix: send_timer_signal(timer); break;
    case Timer::descriptor:
      if (!fire_descriptor(timer.pid, static_cast<int>(timer.id.load()))) trouble_ = "a timerfd(2) of the program is out of the grader's reach";
      break;
    default: trouble_ = "the program has overwritten the grader's page"; break;
  }
}

void Clock::run_out(std::uint32_t index) {
  const Slot& slot = page_.slot(index);
  auto& [deadline, tried] = attempts_[index];
  if (deadline != slot.deadline) {
    deadline = slot.deadline;
    tried = 0;
    ++slots_[index];
  }
  if (++tried > kMostAttempts) trouble_ = "a call with a timeout cannot be brought back from its sleep (is signal 33 blocked?)";
  ::syscall(SYS_tgkill, slot.pid.load(), slot.tid.load(), kTimeoutSignal);
}

}  // namespace ipclab::schedule
