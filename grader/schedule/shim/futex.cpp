// Raw system calls through syscall(2): libstdc++ waits for atomics, latches and semaphores with futex(2) that way.
#include "schedule/shim/attach.hpp"
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <cstdarg>
#include <linux/futex.h>
#include <unistd.h>

using namespace ipclab::shim;

namespace {

struct Arguments {
  long a[6];
};

const timespec* time_of(const Arguments& call) { return reinterpret_cast<const timespec*>(call.a[3]); }

// A wait with a timeout: FUTEX_WAIT has a length of time, the others a date on one of two clocks.
template <class Real>
long wait_in_time(const Arguments& call, Real real) {
  const int operation = static_cast<int>(call.a[1]) & FUTEX_CMD_MASK;
  const bool relative = operation == FUTEX_WAIT;
  const timespec* time = time_of(call);
  if (time == nullptr || !valid(*time) || !timeouts_are_virtual()) return real(time);
  if (!relative) {
    const clockid_t clock = (call.a[1] & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    return until_date(clock, time, SYS_futex, -ETIMEDOUT, real);
  }
  if (to_ns(*time) == 0) return real(time);
  return until(after(to_ns(*time)), SYS_futex, -ETIMEDOUT, [&] { return real(&kFar); });
}

}  // namespace

EXPORT long syscall(long number, ...) noexcept {
  Arguments call{};
  va_list list;
  va_start(list, number);
  for (long& argument : call.a) argument = va_arg(list, long);
  va_end(list);
  const auto real_call = REAL_AS(long (*)(long, long, long, long, long, long, long), "syscall");
  const auto real = [&](const timespec* time) {
    return real_call(number, call.a[0], call.a[1], call.a[2], as_long(time), call.a[4], call.a[5]);
  };
  if (number == SYS_futex) {
    const int operation = static_cast<int>(call.a[1]) & FUTEX_CMD_MASK;
    if (operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET) {
      point(Call::futex, call.a[0], FROM);
      return wait_in_time(call, real);
    }
  }
  if (number == SYS_futex) return settled(real(time_of(call)), FROM);  // wakes, most of all
  if (number == SYS_exit_group) last_point(FROM);
  if (number == SYS_clock_gettime && process.control != nullptr && is_virtual(static_cast<clockid_t>(call.a[0])))
    return clock_gettime(static_cast<clockid_t>(call.a[0]), reinterpret_cast<timespec*>(call.a[1]));
  return real(time_of(call));
}
