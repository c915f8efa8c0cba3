// A timer descriptor that goes off once, waited for by a plain read.
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main() {
  const int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  itimerspec when = {{0, 0}, {0, 3000000}};
  timerfd_settime(fd, 0, &when, nullptr);
  uint64_t expirations = 0;
  if (read(fd, &expirations, sizeof expirations) != sizeof expirations) return 1;
  timerfd_gettime(fd, &when);
  printf("%d\n", static_cast<int>(expirations));
  return expirations == 1 && when.it_value.tv_nsec == 0 ? 0 : 1;
}
