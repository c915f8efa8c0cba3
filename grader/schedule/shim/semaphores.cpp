// POSIX semaphores and shared memory objects.
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>

using namespace ipclab::shim;

EXPORT sem_t* sem_open(const char* name, int flags, ...) noexcept {
  mode_t mode = 0;
  unsigned value = 0;
  if ((flags & O_CREAT) != 0) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    value = va_arg(list, unsigned);
    va_end(list);
  }
  point(Call::sem_open, std::int64_t{0}, FROM);
  return fails(Call::sem_open) ? SEM_FAILED : REAL(sem_open)(name, flags, mode, value);
}
EXPORT int sem_unlink(const char* name) noexcept {
  point(Call::unlink, std::int64_t{0}, FROM);
  return REAL(sem_unlink)(name);
}
EXPORT int sem_init(sem_t* semaphore, int shared, unsigned value) noexcept {
  point(Call::sem_init, semaphore, FROM);
  return REAL(sem_init)(semaphore, shared, value);
}
EXPORT int sem_wait(sem_t* semaphore) {
  point(Call::sem_wait, semaphore, FROM);
  return REAL(sem_wait)(semaphore);
}
EXPORT int sem_trywait(sem_t* semaphore) noexcept {
  point(Call::sem_wait, semaphore, FROM);
  return REAL(sem_trywait)(semaphore);
}
EXPORT int sem_timedwait(sem_t* semaphore, const timespec* time) {
  point(Call::sem_wait, semaphore, FROM);
  const auto real = REAL(sem_timedwait);
  return until_date(CLOCK_REALTIME, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(semaphore, date); });
}
EXPORT int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* time) {
  point(Call::sem_wait, semaphore, FROM);
  const auto real = REAL(sem_clockwait);
  return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(semaphore, clock, date); });
}
EXPORT int sem_post(sem_t* semaphore) noexcept {
  point(Call::sem_post, semaphore, FROM);
  return settled(REAL(sem_post)(semaphore), FROM);
}
EXPORT int sem_getvalue(sem_t* semaphore, int* value) noexcept {
  point(Call::sem_getvalue, semaphore, FROM);
  return REAL(sem_getvalue)(semaphore, value);
}

EXPORT int shm_open(const char* name, int flags, mode_t mode) {
  point(Call::shm_open, std::int64_t{0}, FROM);
  return fails(Call::shm_open) ? -1 : REAL(shm_open)(name, flags, mode);
}
EXPORT int shm_unlink(const char* name) {
  point(Call::unlink, std::int64_t{0}, FROM);
  return REAL(shm_unlink)(name);
}
