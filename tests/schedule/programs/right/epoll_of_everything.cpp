// One epoll over a pipe, a timer, an event counter and signals; each of them comes once.
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const int counter = eventfd(0, 0), timer = timerfd_create(CLOCK_MONOTONIC, 0), signals = signalfd(-1, &set, 0);
  const itimerspec soon = {{0, 0}, {0, 1000000}};
  timerfd_settime(timer, 0, &soon, nullptr);
  const int poller = epoll_create1(0);
  const int watched[] = {ends[0], counter, timer, signals};
  for (const int fd : watched) {
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = fd;
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
  }
  const pid_t child = fork();
  if (child == 0) {
    const uint64_t one = 1;
    if (write(counter, &one, sizeof one) != sizeof one) _exit(1);
    _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
  }
  int seen = 0;
  while (seen < 4) {
    epoll_event events[4];
    const int ready = epoll_wait(poller, events, 4, -1);
    if (ready < 1) return 1;
    for (int i = 0; i < ready; ++i) {
      char buffer[sizeof(signalfd_siginfo)];
      if (read(events[i].data.fd, buffer, sizeof buffer) > 0) ++seen;
    }
  }
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", seen);
  return status;
}
