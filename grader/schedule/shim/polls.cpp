// Waiting for one of several descriptors.
#include "schedule/shim/time.hpp"

#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

using namespace ipclab::shim;

namespace {

constexpr std::uint64_t kMillisecond = 1'000'000;

// poll(2) with a timeout in ms, in virtual time.
template <class Poll>
int poll_ms(pollfd* fds, nfds_t count, int timeout, Poll real) {
  if (timeout <= 0 || !timeouts_are_virtual()) return real();
  const auto real_ppoll = REAL_AS(int (*)(pollfd*, nfds_t, const timespec*, const sigset_t*), "ppoll");
  return until(after(static_cast<std::uint64_t>(timeout) * kMillisecond), SYS_ppoll, 0,
               [&] { return real_ppoll(fds, count, &kFar, nullptr); });
}

// ppoll(2) in virtual time: `real` is given the timeout.
template <class Poll>
int poll_for(const timespec* timeout, Poll real) {
  if (timeout == nullptr || !valid(*timeout) || to_ns(*timeout) == 0 || !timeouts_are_virtual()) return real(timeout);
  return until(after(to_ns(*timeout)), SYS_ppoll, 0, [&] { return real(&kFar); });
}

void clear(fd_set* set, int count) {
  if (set == nullptr) return;
  for (int fd = 0; fd < count && fd < FD_SETSIZE; ++fd) FD_CLR(fd, set);
}

struct Sets {
  int count;
  fd_set *read, *write, *except;
};

using Pselect = int (*)(int, fd_set*, fd_set*, fd_set*, const timespec*, const sigset_t*);

int select_until(std::uint64_t deadline, const Sets& sets, const sigset_t* mask) {
  const auto real = REAL_AS(Pselect, "pselect");
  const int ready = until(deadline, SYS_pselect6, 0,
                          [&] { return real(sets.count, sets.read, sets.write, sets.except, &kFar, mask); });
  if (ready != 0) return ready;
  // The kernel was interrupted and has left them as they were.
  clear(sets.read, sets.count);
  clear(sets.write, sets.count);
  clear(sets.except, sets.count);
  return 0;
}

}  // namespace

extern "C" int __poll_chk(pollfd*, nfds_t, int, size_t);
extern "C" int __ppoll_chk(pollfd*, nfds_t, const timespec*, const sigset_t*, size_t);

EXPORT int poll(pollfd* fds, nfds_t count, int timeout) {
  point(Call::poll, std::int64_t{0}, FROM);
  const auto real = REAL_AS(int (*)(pollfd*, nfds_t, int), "poll");
  return poll_ms(fds, count, timeout, [&] { return real(fds, count, timeout); });
}
EXPORT int __poll_chk(pollfd* fds, nfds_t count, int timeout, size_t room) {
  point(Call::poll, std::int64_t{0}, FROM);
  const auto real = REAL(__poll_chk);
  return poll_ms(fds, count, timeout, [&] { return real(fds, count, timeout, room); });
}
EXPORT int ppoll(pollfd* fds, nfds_t count, const timespec* timeout, const sigset_t* mask) {
  point(Call::poll, std::int64_t{0}, FROM);
  const auto real = REAL(ppoll);
  return poll_for(timeout, [&](const timespec* time) { return real(fds, count, time, mask); });
}
EXPORT int __ppoll_chk(pollfd* fds, nfds_t count, const timespec* timeout, const sigset_t* mask, size_t room) {
  point(Call::poll, std::int64_t{0}, FROM);
  const auto real = REAL(__ppoll_chk);
  return poll_for(timeout, [&](const timespec* time) { return real(fds, count, time, mask, room); });
}

EXPORT int select(int count, fd_set* read, fd_set* write, fd_set* except, timeval* timeout) {
  point(Call::poll, std::int64_t{0}, FROM);
  const bool timed = timeout != nullptr && timeout->tv_sec >= 0 && timeout->tv_usec >= 0 && to_ns(*timeout) > 0;
  if (!timed || !timeouts_are_virtual())
    return REAL_AS(int (*)(int, fd_set*, fd_set*, fd_set*, timeval*), "select")(count, read, write, except, timeout);
  const std::uint64_t deadline = after(to_ns(*timeout));
  const int ready = select_until(deadline, {count, read, write, except}, nullptr);
  *timeout = to_timeval(ready == 0 ? 0 : left(deadline));  // Linux says what is left
  return ready;
}
EXPORT int pselect(int count, fd_set* read, fd_set* write, fd_set* except, const timespec* timeout,
                   const sigset_t* mask) {
  point(Call::poll, std::int64_t{0}, FROM);
  if (timeout == nullptr || !valid(*timeout) || to_ns(*timeout) == 0 || !timeouts_are_virtual())
    return REAL_AS(Pselect, "pselect")(count, read, write, except, timeout, mask);
  return select_until(after(to_ns(*timeout)), {count, read, write, except}, mask);
}

EXPORT int epoll_pwait(int fd, epoll_event* events, int count, int timeout, const sigset_t* mask) {
  point(Call::poll, std::int64_t{fd}, FROM);
  const auto real = REAL_AS(int (*)(int, epoll_event*, int, int, const sigset_t*), "epoll_pwait");
  if (timeout <= 0 || !timeouts_are_virtual()) return real(fd, events, count, timeout, mask);
  return until(after(static_cast<std::uint64_t>(timeout) * kMillisecond), SYS_epoll_pwait, 0,
               [&] { return real(fd, events, count, INT_MAX, mask); });
}
EXPORT int epoll_wait(int fd, epoll_event* events, int count, int timeout) {
  point(Call::poll, std::int64_t{fd}, FROM);
  if (timeout <= 0 || !timeouts_are_virtual())
    return REAL_AS(int (*)(int, epoll_event*, int, int), "epoll_wait")(fd, events, count, timeout);
  const auto real = REAL_AS(int (*)(int, epoll_event*, int, int, const sigset_t*), "epoll_pwait");
  return until(after(static_cast<std::uint64_t>(timeout) * kMillisecond), SYS_epoll_pwait, 0,
               [&] { return real(fd, events, count, INT_MAX, nullptr); });
}
