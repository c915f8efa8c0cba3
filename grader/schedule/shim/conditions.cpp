// Condition variables. What the standard leaves open is made to happen: between being woken and having the mutex
// again any time may pass, and a waiter may wake for nothing.
#include "schedule/shim/shim.hpp"
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <pthread.h>

using namespace ipclab::shim;

namespace {

// A robust mutex must not be let go in between: its EOWNERDEAD would become somebody else's, or EINVAL.
bool is_robust(const pthread_mutex_t* mutex) { return (mutex->__data.__kind & 16) != 0; }
bool may_let_go(const pthread_mutex_t* mutex) {
  const bool recursive = (mutex->__data.__kind & 3) == PTHREAD_MUTEX_RECURSIVE;
  return !is_robust(mutex) && !(recursive && mutex->__data.__count > 1);
}

bool wakes_for_nothing(const void* from, const pthread_mutex_t* mutex) {
  if (process.control == nullptr || process.control->spurious != 1 || !process.stops || is_robust(mutex)) return false;
  if (self.parked || own_slot() == nullptr) return false;
  const std::uint64_t site = site_of(from);
  unsigned i = 0;
  while (i < self.woken && self.woken_at[i] != site) ++i;
  if (i == sizeof self.woken_at / sizeof self.woken_at[0]) return false;
  if (i == self.woken) self.woken_at[self.woken++] = site;
  // Every second time: who waits in a loop comes back for good, and wakes for nothing again when he waits the next time.
  self.woke ^= 1U << i;
  return (self.woke >> i & 1U) != 0;
}

// The mutex is anybody's while we stop.
int let_go(pthread_cond_t* condition, pthread_mutex_t* mutex, const void* from) {
  if (const int error = REAL(pthread_mutex_unlock)(mutex); error != 0) return error;
  point(Call::woken, condition, from);
  return REAL(pthread_mutex_lock)(mutex);
}

template <class Wait>
int wait_with(pthread_cond_t* condition, pthread_mutex_t* mutex, const void* from, Wait wait) {
  point(Call::pthread_cond_wait, condition, from);
  if (wakes_for_nothing(from, mutex)) return let_go(condition, mutex, from);
  const int error = wait();
  if (error == 0 && may_let_go(mutex) && stops_here()) return let_go(condition, mutex, from);
  point(Call::woken, condition, from);
  return error;
}

}  // namespace

EXPORT int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  const auto real = REAL(pthread_cond_wait);
  return wait_with(condition, mutex, FROM, [&] { return real(condition, mutex); });
}
EXPORT int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* time) {
  const auto real = REAL(pthread_cond_timedwait);
  // Bit 1 of these flags: pthread_condattr_setclock(3) has chosen CLOCK_MONOTONIC.
  const clockid_t clock = (condition->__data.__wrefs & 2) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
  return wait_with(condition, mutex, FROM, [&] {
    return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                      [&](const timespec* date) { return real(condition, mutex, date); });
  });
}
EXPORT int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                                  const timespec* time) {
  const auto real = REAL(pthread_cond_clockwait);
  return wait_with(condition, mutex, FROM, [&] {
    return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                      [&](const timespec* date) { return real(condition, mutex, clock, date); });
  });
}
EXPORT int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  point(Call::pthread_cond_signal, condition, FROM);
  return settled(REAL(pthread_cond_signal)(condition), FROM);
}
EXPORT int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  point(Call::pthread_cond_broadcast, condition, FROM);
  return settled(REAL(pthread_cond_broadcast)(condition), FROM);
}
