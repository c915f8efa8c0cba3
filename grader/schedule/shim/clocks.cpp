// Reading the time, and sleeping.
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <sys/time.h>
#include <unistd.h>

using namespace ipclab::shim;

namespace {

constexpr std::uint64_t kReading = 1000;  // ns: a program that waits by looking at the clock sees it move on

std::uint64_t read_clock(clockid_t clock) {
  return shown(clock, process.control->now.fetch_add(kReading) + kReading);
}

// Sleeps until a virtual time: 0, or the error as clock_nanosleep(2) returns it.
int rest(std::uint64_t deadline) {
  const auto real = REAL(clock_nanosleep);
  return until(deadline, SYS_clock_nanosleep, 0, [&] { return real(CLOCK_MONOTONIC, 0, &kFar, nullptr); });
}

// The same for a length of time; what is left of it when a signal came.
int rest_for(std::uint64_t ns, std::uint64_t& remaining) {
  remaining = 0;
  if (ns == 0) return 0;
  const std::uint64_t deadline = after(ns);
  const int error = rest(deadline);
  if (error == EINTR) remaining = left(deadline);
  return error;
}

int with_errno(int error) {
  if (error != 0) errno = error;
  return error == 0 ? 0 : -1;
}

}  // namespace

EXPORT int clock_gettime(clockid_t clock, timespec* time) noexcept {
  if (process.control == nullptr || !is_virtual(clock)) return REAL(clock_gettime)(clock, time);
  *time = to_timespec(read_clock(clock));
  return 0;
}
EXPORT int gettimeofday(timeval* __restrict time, void* __restrict zone) noexcept {
  if (process.control == nullptr || zone != nullptr)
    return REAL_AS(int (*)(timeval*, void*), "gettimeofday")(time, zone);
  *time = to_timeval(read_clock(CLOCK_REALTIME));
  return 0;
}
EXPORT time_t time(time_t* result) noexcept {
  if (process.control == nullptr) return REAL_AS(time_t (*)(time_t*), "time")(result);
  const auto seconds = static_cast<time_t>(read_clock(CLOCK_REALTIME) / kSecond);
  if (result != nullptr) *result = seconds;
  return seconds;
}
EXPORT int timespec_get(timespec* time, int base) noexcept {
  if (process.control == nullptr || base != TIME_UTC) return REAL(timespec_get)(time, base);
  *time = to_timespec(read_clock(CLOCK_REALTIME));
  return base;
}

EXPORT unsigned sleep(unsigned seconds) {  // sleeps: a wrapper, in virtual time
  point(Call::sleep, std::int64_t{0}, FROM);
  if (!timeouts_are_virtual()) return REAL_AS(unsigned (*)(unsigned), "sleep")(seconds);
  std::uint64_t remaining = 0;
  rest_for(seconds * kSecond, remaining);
  return static_cast<unsigned>((remaining + kSecond / 2) / kSecond);
}
EXPORT int usleep(useconds_t microseconds) {  // sleeps: a wrapper, in virtual time
  point(Call::sleep, std::int64_t{0}, FROM);
  if (!timeouts_are_virtual()) return REAL(usleep)(microseconds);
  std::uint64_t remaining = 0;
  return with_errno(rest_for(microseconds * std::uint64_t{1000}, remaining));
}
EXPORT int nanosleep(const timespec* time, timespec* rest_of_it) {  // sleeps: a wrapper, in virtual time
  point(Call::sleep, std::int64_t{0}, FROM);
  if (!timeouts_are_virtual() || !valid(*time)) return REAL(nanosleep)(time, rest_of_it);
  std::uint64_t remaining = 0;
  const int error = rest_for(to_ns(*time), remaining);
  if (error == EINTR && rest_of_it != nullptr) *rest_of_it = to_timespec(remaining);
  return with_errno(error);
}
EXPORT int clock_nanosleep(clockid_t clock, int flags, const timespec* time, timespec* rest_of_it) {  // sleeps: a wrapper
  point(Call::sleep, std::int64_t{0}, FROM);
  if (!timeouts_are_virtual() || !is_virtual(clock) || !valid(*time))
    return REAL(clock_nanosleep)(clock, flags, time, rest_of_it);
  if ((flags & TIMER_ABSTIME) != 0) {
    const std::uint64_t deadline = date(clock, *time);
    return deadline == 0 ? 0 : rest(deadline);
  }
  std::uint64_t remaining = 0;
  const int error = rest_for(to_ns(*time), remaining);
  if (error == EINTR && rest_of_it != nullptr) *rest_of_it = to_timespec(remaining);
  return error;
}
