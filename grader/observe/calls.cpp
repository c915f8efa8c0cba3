#include "observe/calls.hpp"

#include "observe/watch.hpp"

#include <algorithm>
#include <array>
#include <linux/futex.h>
#include <sys/syscall.h>

#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif
#ifndef SYS_futex_waitv
#define SYS_futex_waitv 449
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
// aarch64 has no SYS_pause, SYS_poll, SYS_open, …: libc uses the newer call there.

namespace ipclab::observe {
namespace {

constexpr long kFutexWait = 455;  // futex_wait(2), Linux 6.7; not in the headers of older systems

constexpr auto kCalls = std::to_array<Call>({
    {SYS_read, "read", Waits::read},
    {SYS_readv, "readv", Waits::read},
    {SYS_pread64, "pread", Waits::read},
    {SYS_preadv, "preadv", Waits::read},
    {SYS_preadv2, "preadv2", Waits::read},
    {SYS_write, "write", Waits::write},
    {SYS_writev, "writev", Waits::write},
    {SYS_pwrite64, "pwrite", Waits::write},
    {SYS_pwritev, "pwritev", Waits::write},
    {SYS_pwritev2, "pwritev2", Waits::write},
    {SYS_vmsplice, "vmsplice", Waits::write},
    {SYS_splice, "splice", Waits::splice},
    {SYS_tee, "tee", Waits::splice},
    {SYS_sendfile, "sendfile", Waits::splice},
    {SYS_recvfrom, "recvfrom", Waits::read},
    {SYS_recvmsg, "recvmsg", Waits::read},
    {SYS_recvmmsg, "recvmmsg", Waits::read, Timeout::pointer, 4},
    {SYS_sendto, "sendto", Waits::write},
    {SYS_sendmsg, "sendmsg", Waits::write},
    {SYS_sendmmsg, "sendmmsg", Waits::write},
    {SYS_accept, "accept", Waits::accept},
    {SYS_accept4, "accept4", Waits::accept},
    {SYS_connect, "connect", Waits::connect},
#ifdef SYS_poll
    {SYS_poll, "poll", Waits::poll, Timeout::milliseconds, 2},
    {SYS_select, "select", Waits::select, Timeout::pointer, 4},
    {SYS_epoll_wait, "epoll_wait", Waits::epoll, Timeout::milliseconds, 3},
    {SYS_pause, "pause", Waits::signal},
    {SYS_vfork, "vfork", Waits::vfork},
    {SYS_open, "open", Waits::open},
    {SYS_creat, "creat", Waits::open},
#endif
    {SYS_ppoll, "ppoll", Waits::poll, Timeout::pointer, 2},
    {SYS_pselect6, "pselect", Waits::select, Timeout::pointer, 4},
    {SYS_epoll_pwait, "epoll_pwait", Waits::epoll, Timeout::milliseconds, 3},
    {SYS_epoll_pwait2, "epoll_pwait2", Waits::epoll, Timeout::pointer, 3},
    {SYS_futex, "futex", Waits::futex, Timeout::pointer, 3},
    {SYS_futex_waitv, "futex_waitv", Waits::futexes, Timeout::pointer, 3},
    {kFutexWait, "futex_wait", Waits::futexes, Timeout::pointer, 4},
    {SYS_semop, "semop", Waits::sem},
    {SYS_semtimedop, "semtimedop", Waits::sem, Timeout::pointer, 3},
    {SYS_msgrcv, "msgrcv", Waits::msgrcv},
    {SYS_msgsnd, "msgsnd", Waits::msgsnd},
    {SYS_mq_timedreceive, "mq_receive", Waits::mq_receive, Timeout::pointer, 4},
    {SYS_mq_timedsend, "mq_send", Waits::mq_send, Timeout::pointer, 4},
    {SYS_rt_sigsuspend, "sigsuspend", Waits::signal},
    {SYS_rt_sigtimedwait, "sigwait", Waits::signal, Timeout::pointer, 2},
    {SYS_wait4, "wait4", Waits::child},
    {SYS_waitid, "waitid", Waits::child},
    {SYS_openat, "open", Waits::open},
    {SYS_openat2, "openat2", Waits::open},
    {SYS_fcntl, "fcntl", Waits::record_lock},
    {SYS_flock, "flock", Waits::file_lock},
    {SYS_clone, "clone", Waits::vfork},
    {SYS_clone3, "clone3", Waits::vfork},
    {SYS_nanosleep, "nanosleep", Waits::time},
    {SYS_clock_nanosleep, "clock_nanosleep", Waits::time},
    // What it resumes cannot be seen from outside; the kernel uses it for calls with a timeout (and poll).
    {SYS_restart_syscall, "restart_syscall", Waits::time},
});

constexpr auto kAnswered = std::to_array<long>({
#ifdef SYS_alarm
    SYS_alarm,
#endif
    SYS_setitimer, SYS_timer_create, SYS_timer_settime, SYS_timer_delete, SYS_timerfd_create, SYS_timerfd_settime,
    SYS_setsockopt, SYS_exit_group, SYS_exit, SYS_kill, SYS_tkill, SYS_tgkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_pidfd_send_signal, SYS_execve, SYS_execveat,
});

}  // namespace

const Call* find_call(long number) {
  const auto row = std::find_if(kCalls.begin(), kCalls.end(), [&](const Call& c) { return c.number == number; });
  return row == kCalls.end() ? nullptr : &*row;
}

bool has_timeout(const Call& call, const Task& task) {
  if (call.waits == Waits::time) return true;
  const unsigned long value = task.args.at(static_cast<std::size_t>(call.index));
  switch (call.timeout) {
    case Timeout::none: return false;
    case Timeout::pointer: return value != 0;
    case Timeout::milliseconds: return static_cast<int>(value) >= 0;
  }
  return true;
}

bool only_waits_for_us(long number) {
  return std::find(kAnswered.begin(), kAnswered.end(), number) != kAnswered.end();
}

std::string call_name(long number) {
  const Call* call = find_call(number);
  return call != nullptr ? std::string(call->name) : "system call " + std::to_string(number);
}

int descriptor_of(const Task& task) { return static_cast<int>(task.args[0]); }

}  // namespace ipclab::observe
