// A periodic timer descriptor: polls and reads until at least three periods are over, then stops it.
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main() {
  const int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  itimerspec when = {{0, 2000000}, {0, 1000000}};
  timerfd_settime(fd, 0, &when, nullptr);
  uint64_t sum = 0;
  while (sum < 3) {
    pollfd one = {fd, POLLIN, 0};
    if (poll(&one, 1, -1) != 1) return 1;
    uint64_t expirations = 0;
    if (read(fd, &expirations, sizeof expirations) == sizeof expirations) sum += expirations;
  }
  when = {};
  timerfd_settime(fd, 0, &when, nullptr);
  puts("three periods");
}
