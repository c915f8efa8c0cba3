// Virtual time. Clocks show the control page's time; a call with a timeout sleeps without end, and the controller
// decides when that has run out.
//
// It then sends schedule::kTimeoutSignal to the thread. The handler finds the interrupted system call and replaces its
// EINTR by what the call returns when its time is up; for libc and the program the call has timed out.
#pragma once
#include "schedule/shim/shim.hpp"

#include <pthread.h>
#include <sys/time.h>
#include <time.h>

namespace ipclab::shim {

void listen_for_timeouts();  // in each program; again when libc has made its first thread and put its own handler there

inline constexpr std::uint64_t kSecond = 1'000'000'000;
inline constexpr long kFarSeconds = 4'000'000'000;     // from now: never, but a timeout for all that
inline constexpr long kFarDate = 9'000'000'000;        // as a date, of any clock
inline constexpr timespec kFar{kFarSeconds, 0};
inline constexpr timespec kFarAbsolute{kFarDate, 0};
inline constexpr timespec kPast{0, 0};

[[nodiscard]] std::uint64_t now();                       // virtual, ns
[[nodiscard]] bool is_virtual(clockid_t clock);          // not the clocks of CPU time
[[nodiscard]] std::uint64_t shown(clockid_t clock, std::uint64_t at);  // what the clock shows at that virtual time

[[nodiscard]] timespec to_timespec(std::uint64_t ns);
[[nodiscard]] timeval to_timeval(std::uint64_t ns);
[[nodiscard]] std::uint64_t to_ns(const timespec& time);  // never overflows
[[nodiscard]] std::uint64_t to_ns(const timeval& time);
[[nodiscard]] inline bool valid(const timespec& time) {
  return time.tv_sec >= 0 && time.tv_nsec >= 0 && time.tv_nsec < static_cast<long>(kSecond);
}
[[nodiscard]] std::uint64_t after(std::uint64_t ns);     // virtual time in ns from now; never 0
[[nodiscard]] std::uint64_t left(std::uint64_t deadline);
// The virtual time of a date on a clock; 0: it is past.
[[nodiscard]] std::uint64_t date(clockid_t clock, const timespec& time);

// Whether this thread's timeouts are virtual.
[[nodiscard]] inline bool timeouts_are_virtual() { return process.control != nullptr && own_slot() != nullptr; }

// What a slot says of the call with a timeout that its thread is in. A signal handler may make another one.
struct Timed {
  Slot* slot;
  std::uint64_t deadline;
  std::int64_t call, result;
};
[[nodiscard]] Timed enter_timed(std::uint64_t deadline, long call, long result);
void leave_timed(void* before);

// Calls `real`, which sleeps in the system call `call` with a timeout that never comes; when the controller says that
// the time is up, that system call returns `result`. May be cancelled.
template <class Function>
auto until(std::uint64_t deadline, long call, long result, Function real) {
  Timed before = enter_timed(deadline, call, result);
  decltype(real()) answer;
  pthread_cleanup_push(leave_timed, &before);
  answer = real();
  pthread_cleanup_pop(0);
  leave_timed(&before);
  return answer;
}

// The same for a call that takes a date on a clock: `real` is given one that never comes, or one long past.
template <class Function>
auto until_date(clockid_t clock, const timespec* time, long call, long result, Function real) {
  if (time == nullptr || !is_virtual(clock) || !valid(*time) || !timeouts_are_virtual()) return real(time);
  const std::uint64_t deadline = date(clock, *time);
  if (deadline == 0) return real(&kPast);
  return until(deadline, call, result, [&] { return real(&kFarAbsolute); });
}

}  // namespace ipclab::shim
