// Signals. A change of the mask is a point before the call, and one after it: what was pending has been
// delivered then.
#include "schedule/shim/shim.hpp"
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <csetjmp>
#include <csignal>
#include <unistd.h>

using namespace ipclab::shim;

EXPORT int kill(pid_t pid, int signal) noexcept {
  point(Call::kill, signal, FROM);
  return settled(REAL_AS(int (*)(pid_t, int), "kill")(pid, signal), FROM);
}
EXPORT int killpg(pid_t group, int signal) noexcept {
  point(Call::kill, signal, FROM);
  return settled(REAL(killpg)(group, signal), FROM);
}
EXPORT int raise(int signal) noexcept {
  point(Call::kill, signal, FROM);
  return settled(REAL(raise)(signal), FROM);
}
EXPORT int sigqueue(pid_t pid, int signal, const union sigval value) noexcept {
  point(Call::kill, signal, FROM);
  return settled(REAL(sigqueue)(pid, signal, value), FROM);
}
EXPORT int tgkill(pid_t pid, pid_t tid, int signal) {
  point(Call::kill, signal, FROM);
  return settled(REAL(tgkill)(pid, tid, signal), FROM);
}

EXPORT int sigaction(int signal, const struct sigaction* action, struct sigaction* before) noexcept {
  if (action != nullptr) point(Call::sigaction, signal, FROM);
  return REAL_AS(int (*)(int, const struct sigaction*, struct sigaction*), "sigaction")(signal, action, before);
}
EXPORT sighandler_t signal(int number, sighandler_t handler) noexcept {
  point(Call::sigaction, number, FROM);
  return REAL(signal)(number, handler);
}
EXPORT sighandler_t sysv_signal(int number, sighandler_t handler) noexcept {
  point(Call::sigaction, number, FROM);
  return REAL(sysv_signal)(number, handler);
}
EXPORT int sigprocmask(int how, const sigset_t* set, sigset_t* before) noexcept {
  if (set != nullptr) point(Call::masking, std::int64_t{how}, FROM);
  const int result = REAL(sigprocmask)(how, set, before);
  if (set != nullptr) point(Call::sigprocmask, std::int64_t{how}, FROM);
  return result;
}
EXPORT int pthread_sigmask(int how, const sigset_t* set, sigset_t* before) noexcept {
  if (set != nullptr) point(Call::masking, std::int64_t{how}, FROM);
  const int error = REAL(pthread_sigmask)(how, set, before);
  if (set != nullptr) point(Call::sigprocmask, std::int64_t{how}, FROM);
  return error;
}
EXPORT int sigpending(sigset_t* set) noexcept {
  point(Call::sigpending, std::int64_t{0}, FROM);
  return REAL(sigpending)(set);
}

EXPORT int pause() {
  point(Call::pause, std::int64_t{0}, FROM);
  return REAL(pause)();
}
EXPORT int sigsuspend(const sigset_t* set) {
  point(Call::sigsuspend, std::int64_t{0}, FROM);
  return REAL(sigsuspend)(set);
}
EXPORT int sigwait(const sigset_t* set, int* signal) {
  point(Call::sigwait, std::int64_t{0}, FROM);
  return REAL(sigwait)(set, signal);
}
EXPORT int sigwaitinfo(const sigset_t* set, siginfo_t* info) {
  point(Call::sigwait, std::int64_t{0}, FROM);
  return REAL(sigwaitinfo)(set, info);
}
EXPORT int sigtimedwait(const sigset_t* set, siginfo_t* info, const timespec* timeout) {
  point(Call::sigwait, std::int64_t{0}, FROM);
  const auto real = REAL(sigtimedwait);
  if (timeout == nullptr || !valid(*timeout) || to_ns(*timeout) == 0 || !timeouts_are_virtual())
    return real(set, info, timeout);
  return until(after(to_ns(*timeout)), SYS_rt_sigtimedwait, -EAGAIN, [&] { return real(set, info, &kFar); });
}

// Out of a signal handler that has interrupted a point or a call with a timeout: neither comes back.
EXPORT void longjmp(jmp_buf buffer, int value) noexcept {
  jumped();
  REAL_AS(void (*)(__jmp_buf_tag*, int), "longjmp")(buffer, value);
  __builtin_unreachable();
}
EXPORT void _longjmp(jmp_buf buffer, int value) noexcept {
  jumped();
  REAL_AS(void (*)(__jmp_buf_tag*, int), "_longjmp")(buffer, value);
  __builtin_unreachable();
}
EXPORT void siglongjmp(sigjmp_buf buffer, int value) noexcept {
  jumped();
  REAL_AS(void (*)(__jmp_buf_tag*, int), "siglongjmp")(buffer, value);
  __builtin_unreachable();
}
EXPORT void __longjmp_chk(__jmp_buf_tag* buffer, int value) noexcept {
  jumped();
  REAL_AS(void (*)(__jmp_buf_tag*, int), "__longjmp_chk")(buffer, value);
  __builtin_unreachable();
}
