// Timers, armed in virtual time: written down in the control page, where the controller sees which one is next. It
// makes it happen for real, with the signal or by the descriptor.
#include "schedule/shim/timers.hpp"

#include "schedule/shim/time.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace ipclab::shim {
namespace {

using schedule::Timer;

constinit clockid_t clocks[schedule::kTimers]{};  // of timer_create's timers, by their place in the table

std::size_t place_of(const Timer& timer) { return static_cast<std::size_t>(&timer - process.control->timer); }

// This process's timer of that kind and number; null: not ours.
Timer* find(Timer::Kind kind, std::int64_t id) {
  for (Timer& timer : process.control->timer)
    if (timer.used.load() == 1 && timer.pid.load() == process.pid && timer.kind.load() == kind && timer.id.load() == id)
      return &timer;
  return nullptr;
}

// A new one, not armed; null: the table is full, and the trial will decide nothing.
Timer* make(Timer::Kind kind, std::int64_t id, int signal, std::uint64_t value) {
  for (Timer& timer : process.control->timer) {
    std::uint32_t free = 0;
    if (!timer.used.compare_exchange_strong(free, 1)) continue;
    timer.deadline.store(0);
    timer.interval.store(0);
    timer.pid.store(process.pid);
    timer.kind.store(kind);
    timer.id.store(id);
    timer.signal.store(signal);
    timer.value.store(value);
    return &timer;
  }
  process.control->overflow.store(1);
  return nullptr;
}

Timer* find_or_make(Timer::Kind kind, std::int64_t id, int signal) {
  Timer* timer = find(kind, id);
  return timer != nullptr ? timer : make(kind, id, signal, 0);
}

void forget(Timer& timer) {
  timer.deadline.store(0);
  timer.pid.store(0);
  timer.used.store(0);
}

struct Setting {
  std::uint64_t left, interval;  // ns; left 0: not armed
};

Setting setting_of(const Timer& timer) {
  const std::uint64_t deadline = timer.deadline.load();
  if (deadline == 0) return {0, timer.interval.load()};
  const std::uint64_t remaining = shim::left(deadline);
  return {remaining != 0 ? remaining : 1000, timer.interval.load()};  // due: not yet gone off is still armed
}

void arm(Timer& timer, std::uint64_t deadline, std::uint64_t interval) {
  timer.deadline.store(0);
  timer.interval.store(interval);
  timer.deadline.store(deadline);
}

itimerspec to_itimerspec(const Setting& setting) { return {to_timespec(setting.interval), to_timespec(setting.left)}; }
itimerval to_itimerval(const Setting& setting) { return {to_timeval(setting.interval), to_timeval(setting.left)}; }
bool valid(const timeval& time) { return time.tv_sec >= 0 && time.tv_usec >= 0 && time.tv_usec < 1'000'000; }

// When a timer that is set like this goes off; 0: it is disarmed.
std::uint64_t deadline_of(const itimerspec& value, bool absolute, clockid_t clock) {
  const std::uint64_t ns = to_ns(value.it_value);
  if (ns == 0) return 0;
  if (!absolute) return after(ns);
  const std::uint64_t deadline = date(clock, value.it_value);
  return deadline != 0 ? deadline : after(0);
}

// The clock of a timer descriptor, which may come from anywhere; proc(5), fdinfo.
clockid_t clock_of_descriptor(int fd) {
  char path[] = "/proc/self/fdinfo/0000000000";
  char* end = path + sizeof path - 11;
  int digits = 1;
  for (int rest = fd; rest >= 10; rest /= 10) ++digits;
  end[digits] = '\0';
  for (int rest = fd; digits > 0; rest /= 10) end[--digits] = static_cast<char>('0' + rest % 10);
  char text[512];
  const long file = raw(SYS_openat, AT_FDCWD, as_long(path), O_RDONLY | O_CLOEXEC);
  const long size = file >= 0 ? raw(SYS_read, file, as_long(text), sizeof text) : 0;
  if (file >= 0) raw(SYS_close, file);
  constexpr char kKey[] = "clockid: ";
  constexpr long kLength = sizeof kKey - 1;
  for (long at = 0; at + kLength < size; ++at) {
    long same = 0;
    while (same < kLength && text[at + same] == kKey[same]) ++same;
    if (same == kLength) return text[at + kLength] - '0';
  }
  return CLOCK_MONOTONIC;
}

// In a child of vfork(2) timers are nobody's.
bool timers_are_virtual() { return process.control != nullptr && raw(SYS_getpid) == process.pid; }

Timer* of_alarm() { return find_or_make(Timer::itimer, 0, SIGALRM); }

Setting set_alarm(const Setting& wanted) {
  Timer* timer = of_alarm();
  if (timer == nullptr) return {0, 0};
  const Setting before = setting_of(*timer);
  arm(*timer, wanted.left != 0 ? after(wanted.left) : 0, wanted.interval);
  return before;
}

}  // namespace

void forget_timers_of_the_program_before() {
  for (Timer& timer : process.control->timer)
    if (timer.used.load() == 1 && timer.pid.load() == process.pid && timer.kind.load() == Timer::posix) forget(timer);
}

void forget_timer_descriptor(int fd) {
  if (!timers_are_virtual()) return;
  if (Timer* timer = find(Timer::descriptor, fd); timer != nullptr) forget(*timer);
}

}  // namespace ipclab::shim

using namespace ipclab::shim;

EXPORT unsigned alarm(unsigned seconds) noexcept {
  point(Call::alarm, std::int64_t{seconds}, FROM);
  if (!timers_are_virtual()) return REAL(alarm)(seconds);
  const std::uint64_t before = set_alarm({seconds * kSecond, 0}).left;
  // Rounded as the kernel does it, but never to 0: there was one.
  return before == 0 ? 0 : before < kSecond ? 1 : static_cast<unsigned>((before + kSecond / 2) / kSecond);
}
EXPORT useconds_t ualarm(useconds_t value, useconds_t interval) noexcept {
  point(Call::alarm, std::int64_t{0}, FROM);
  if (!timers_are_virtual()) return REAL(ualarm)(value, interval);
  return static_cast<useconds_t>(set_alarm({value * std::uint64_t{1000}, interval * std::uint64_t{1000}}).left / 1000);
}
EXPORT int setitimer(__itimer_which_t which, const itimerval* value, itimerval* before) noexcept {
  if (which != ITIMER_REAL || value == nullptr || !valid(value->it_value) || !valid(value->it_interval))
    return REAL(setitimer)(which, value, before);
  point(Call::alarm, std::int64_t{0}, FROM);
  if (!timers_are_virtual()) return REAL(setitimer)(which, value, before);
  const Setting old = set_alarm({to_ns(value->it_value), to_ns(value->it_interval)});
  if (before != nullptr) *before = to_itimerval(old);
  return 0;
}
EXPORT int getitimer(__itimer_which_t which, itimerval* value) noexcept {
  if (which != ITIMER_REAL || !timers_are_virtual()) return REAL(getitimer)(which, value);
  const Timer* timer = find(Timer::itimer, 0);
  *value = to_itimerval(timer != nullptr ? setting_of(*timer) : Setting{0, 0});
  return 0;
}

// Timers that call a function in a thread, and those of CPU time, are left to libc and the kernel.
EXPORT int timer_create(clockid_t clock, sigevent* __restrict event, timer_t* __restrict id) noexcept {
  const int result = REAL(timer_create)(clock, event, id);
  const int notify = event != nullptr ? event->sigev_notify : SIGEV_SIGNAL;
  if (result != 0 || !timers_are_virtual() || !is_virtual(clock)) return result;
  if (notify != SIGEV_SIGNAL && notify != SIGEV_NONE) return result;
  const std::int64_t number = as_long(*id);
  const int signal = notify == SIGEV_NONE ? 0 : event != nullptr ? event->sigev_signo : SIGALRM;
  const std::uint64_t value = event != nullptr ? static_cast<std::uint64_t>(as_long(event->sigev_value.sival_ptr))
                                               : static_cast<std::uint64_t>(number);
  if (Timer* timer = make(Timer::posix, number, signal, value); timer != nullptr) clocks[place_of(*timer)] = clock;
  return result;
}
EXPORT int timer_settime(timer_t id, int flags, const itimerspec* value, itimerspec* before) noexcept {
  point(Call::timer_settime, std::int64_t{as_long(id)}, FROM);
  Timer* timer = timers_are_virtual() ? find(Timer::posix, as_long(id)) : nullptr;
  if (timer == nullptr || value == nullptr || !ipclab::shim::valid(value->it_value) ||
      !ipclab::shim::valid(value->it_interval))
    return REAL(timer_settime)(id, flags, value, before);
  if (before != nullptr) *before = to_itimerspec(setting_of(*timer));
  arm(*timer, deadline_of(*value, (flags & TIMER_ABSTIME) != 0, clocks[place_of(*timer)]), to_ns(value->it_interval));
  return 0;
}
EXPORT int timer_gettime(timer_t id, itimerspec* value) noexcept {
  const Timer* timer = timers_are_virtual() ? find(Timer::posix, as_long(id)) : nullptr;
  if (timer == nullptr) return REAL(timer_gettime)(id, value);
  *value = to_itimerspec(setting_of(*timer));
  return 0;
}
EXPORT int timer_delete(timer_t id) noexcept {
  Timer* timer = timers_are_virtual() ? find(Timer::posix, as_long(id)) : nullptr;
  if (timer != nullptr) forget(*timer);
  return REAL(timer_delete)(id);
}

EXPORT int timerfd_settime(int fd, int flags, const itimerspec* value, itimerspec* before) noexcept {
  point(Call::timerfd_settime, std::int64_t{fd}, FROM);
  const auto real = REAL(timerfd_settime);
  if (!timers_are_virtual() || value == nullptr || !ipclab::shim::valid(value->it_value) ||
      !ipclab::shim::valid(value->it_interval))
    return real(fd, flags, value, before);
  // The real one is disarmed: that also forgets what it has counted, and finds what is no timer descriptor.
  const itimerspec disarmed{};
  if (const int result = real(fd, 0, &disarmed, before); result != 0) return result;
  Timer* timer = find_or_make(Timer::descriptor, fd, 0);
  if (timer == nullptr) return real(fd, flags, value, before);
  if (before != nullptr) *before = to_itimerspec(setting_of(*timer));
  const bool absolute = (flags & TFD_TIMER_ABSTIME) != 0;
  const clockid_t clock = absolute ? clock_of_descriptor(fd) : CLOCK_MONOTONIC;
  arm(*timer, deadline_of(*value, absolute, clock), to_ns(value->it_interval));
  return 0;
}
EXPORT int timerfd_gettime(int fd, itimerspec* value) noexcept {
  const Timer* timer = timers_are_virtual() ? find(Timer::descriptor, fd) : nullptr;
  if (timer == nullptr) return REAL(timerfd_gettime)(fd, value);
  *value = to_itimerspec(setting_of(*timer));
  return 0;
}
