// Mutexes, read-write locks, spin locks, barriers, and the making of all these and of conditions. Giving a lock back is
// a point before the call, where it is still held, and one after it, where somebody else may have it.
#include "schedule/shim/shim.hpp"
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <pthread.h>

using namespace ipclab::shim;

// What several processes share may be in use before it is made: then its making is a moment like others. What one
// process has for itself is made before its threads are, most often.
template <class Attributes>
static void made(Call call, const void* object, const Attributes* attributes, int (*shared_of)(const Attributes*, int*), const void* from) {
  int shared = PTHREAD_PROCESS_PRIVATE;
  if (attributes != nullptr && shared_of(attributes, &shared) == 0 && shared == PTHREAD_PROCESS_SHARED) point(call, object, from);
}

EXPORT int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) noexcept {
  made<pthread_mutexattr_t>(Call::pthread_mutex_init, mutex, attributes, pthread_mutexattr_getpshared, FROM);
  return REAL(pthread_mutex_init)(mutex, attributes);
}
EXPORT int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t* attributes) noexcept {
  made<pthread_condattr_t>(Call::pthread_cond_init, condition, attributes, pthread_condattr_getpshared, FROM);
  return REAL(pthread_cond_init)(condition, attributes);
}
EXPORT int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t* attributes) noexcept {
  made<pthread_rwlockattr_t>(Call::pthread_rwlock_init, lock, attributes, pthread_rwlockattr_getpshared, FROM);
  return REAL(pthread_rwlock_init)(lock, attributes);
}
EXPORT int pthread_barrier_init(pthread_barrier_t* barrier, const pthread_barrierattr_t* attributes, unsigned count) noexcept {
  made<pthread_barrierattr_t>(Call::pthread_barrier_init, barrier, attributes, pthread_barrierattr_getpshared, FROM);
  return REAL(pthread_barrier_init)(barrier, attributes, count);
}

EXPORT int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  point(Call::pthread_mutex_lock, mutex, FROM);
  return REAL(pthread_mutex_lock)(mutex);
}
EXPORT int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  point(Call::pthread_mutex_trylock, mutex, FROM);
  return REAL(pthread_mutex_trylock)(mutex);
}
EXPORT int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* time) noexcept {
  point(Call::pthread_mutex_lock, mutex, FROM);
  const auto real = REAL(pthread_mutex_timedlock);
  return until_date(CLOCK_REALTIME, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(mutex, date); });
}
EXPORT int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* time) noexcept {
  point(Call::pthread_mutex_lock, mutex, FROM);
  const auto real = REAL(pthread_mutex_clocklock);
  return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(mutex, clock, date); });
}
EXPORT int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  point(Call::pthread_mutex_unlock, mutex, FROM);
  const int error = REAL(pthread_mutex_unlock)(mutex);
  point(Call::unlocked, mutex, FROM);
  return error;
}

EXPORT int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  point(Call::pthread_rwlock_rdlock, lock, FROM);
  return REAL(pthread_rwlock_rdlock)(lock);
}
EXPORT int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  point(Call::pthread_rwlock_rdlock, lock, FROM);
  return REAL(pthread_rwlock_tryrdlock)(lock);
}
EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* time) noexcept {
  point(Call::pthread_rwlock_rdlock, lock, FROM);
  const auto real = REAL(pthread_rwlock_timedrdlock);
  return until_date(CLOCK_REALTIME, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(lock, date); });
}
EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* time) noexcept {
  point(Call::pthread_rwlock_rdlock, lock, FROM);
  const auto real = REAL(pthread_rwlock_clockrdlock);
  return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(lock, clock, date); });
}
EXPORT int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  point(Call::pthread_rwlock_wrlock, lock, FROM);
  return REAL(pthread_rwlock_wrlock)(lock);
}
EXPORT int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  point(Call::pthread_rwlock_wrlock, lock, FROM);
  return REAL(pthread_rwlock_trywrlock)(lock);
}
EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* time) noexcept {
  point(Call::pthread_rwlock_wrlock, lock, FROM);
  const auto real = REAL(pthread_rwlock_timedwrlock);
  return until_date(CLOCK_REALTIME, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(lock, date); });
}
EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* time) noexcept {
  point(Call::pthread_rwlock_wrlock, lock, FROM);
  const auto real = REAL(pthread_rwlock_clockwrlock);
  return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(lock, clock, date); });
}
EXPORT int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  point(Call::pthread_rwlock_unlock, lock, FROM);
  const int error = REAL(pthread_rwlock_unlock)(lock);
  point(Call::unlocked, lock, FROM);
  return error;
}

EXPORT int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
  point(Call::pthread_spin_lock, lock, FROM);
  const auto try_lock = REAL(pthread_spin_trylock);
  // Who holds it may be parked: spinning would only burn time until the controller lets that one run beside us.
  while (stops_here()) {
    if (const int error = try_lock(lock); error != EBUSY) return error;
    point(Call::sched_yield, lock, FROM);
  }
  return REAL(pthread_spin_lock)(lock);
}
EXPORT int pthread_spin_trylock(pthread_spinlock_t* lock) noexcept {
  point(Call::pthread_spin_lock, lock, FROM);
  return REAL(pthread_spin_trylock)(lock);
}
EXPORT int pthread_spin_unlock(pthread_spinlock_t* lock) noexcept {
  point(Call::pthread_spin_unlock, lock, FROM);
  const int error = REAL(pthread_spin_unlock)(lock);
  point(Call::unlocked, lock, FROM);
  return error;
}

EXPORT int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  point(Call::pthread_barrier_wait, barrier, FROM);
  return REAL(pthread_barrier_wait)(barrier);
}
