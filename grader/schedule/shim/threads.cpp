// Threads: their birth, their end, and what is asked of them.
#include "schedule/shim/memory.hpp"
#include "schedule/shim/shim.hpp"
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <sched.h>

using namespace ipclab::shim;

namespace {

// What a new thread is to do, by the number of its slot: nobody else ever has that number.
struct Begin {
  void* (*function)(void*);
  void* argument;
};
constinit Begin begins[ipclab::schedule::kSlots]{};

std::size_t number_of(const Slot* slot) { return static_cast<std::size_t>(slot - process.control->slot); }

void* begin(void* argument) {
  auto* slot = static_cast<Slot*>(argument);
  const Begin& what = begins[number_of(slot)];
  adopt(slot);
  if (process.memory) find_stack();
  listen_for_timeouts();
  point(Call::start, std::int64_t{0}, reinterpret_cast<const void*>(what.function));
  void* result = what.function(what.argument);
  point(Call::end, std::int64_t{0}, nullptr);
  return result;
}

std::int64_t id(pthread_t thread) { return static_cast<std::int64_t>(thread); }

}  // namespace

EXPORT int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*function)(void*), void* argument) {
  const auto real = REAL(pthread_create);
  if (fails(Call::pthread_create)) return process.control->fails_errno;
  process.threaded = true;
  Slot* slot = process.control != nullptr ? promise('t') : nullptr;
  if (slot == nullptr) return real(thread, attributes, function, argument);
  begins[number_of(slot)] = {function, argument};
  const int error = real(thread, attributes, begin, slot);
  if (error != 0) withdraw(slot);
  listen_for_timeouts();
  point(Call::pthread_create, std::int64_t{0}, FROM);
  return error;
}
EXPORT void pthread_exit(void* result) {
  point(Call::end, std::int64_t{0}, FROM);
  REAL(pthread_exit)(result);
  __builtin_unreachable();
}

EXPORT int pthread_join(pthread_t thread, void** result) {
  point(Call::pthread_join, id(thread), FROM);
  return REAL(pthread_join)(thread, result);
}
EXPORT int pthread_tryjoin_np(pthread_t thread, void** result) {
  point(Call::pthread_join, id(thread), FROM);
  return REAL(pthread_tryjoin_np)(thread, result);
}
EXPORT int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* time) {
  point(Call::pthread_join, id(thread), FROM);
  const auto real = REAL(pthread_timedjoin_np);
  return until_date(CLOCK_REALTIME, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(thread, result, date); });
}
EXPORT int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* time) {
  point(Call::pthread_join, id(thread), FROM);
  const auto real = REAL(pthread_clockjoin_np);
  return until_date(clock, time, SYS_futex, -ETIMEDOUT,
                    [&](const timespec* date) { return real(thread, result, clock, date); });
}
EXPORT int pthread_detach(pthread_t thread) noexcept {
  point(Call::pthread_detach, id(thread), FROM);
  return REAL(pthread_detach)(thread);
}
EXPORT int pthread_kill(pthread_t thread, int signal) noexcept {
  point(Call::pthread_kill, signal, FROM);
  return settled(REAL(pthread_kill)(thread, signal), FROM);
}
EXPORT int pthread_sigqueue(pthread_t thread, int signal, const union sigval value) noexcept {
  point(Call::pthread_kill, signal, FROM);
  return settled(REAL(pthread_sigqueue)(thread, signal, value), FROM);
}
EXPORT int pthread_cancel(pthread_t thread) {
  point(Call::pthread_cancel, id(thread), FROM);
  return REAL(pthread_cancel)(thread);
}
EXPORT int sched_yield() noexcept {
  point(Call::sched_yield, std::int64_t{0}, FROM);
  return REAL(sched_yield)();
}
