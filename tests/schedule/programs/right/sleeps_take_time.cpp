// Each way of sleeping takes at least as long as it was asked for, by each clock.
#include <poll.h>
#include <stdio.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

static long long now(clockid_t clock) {
  timespec at;
  clock_gettime(clock, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

int main() {
  const long long monotonic = now(CLOCK_MONOTONIC), realtime = now(CLOCK_REALTIME);
  usleep(1000);
  const timespec relative = {0, 1000000};
  nanosleep(&relative, nullptr);
  clock_nanosleep(CLOCK_MONOTONIC, 0, &relative, nullptr);
  timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 1000000;
  if (until.tv_nsec >= 1000000000) ++until.tv_sec, until.tv_nsec -= 1000000000;
  clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, nullptr);
  if (poll(nullptr, 0, 1) != 0) return 1;
  timeval brief = {0, 1000};
  if (select(0, nullptr, nullptr, nullptr, &brief) != 0) return 1;
  puts("6 ms");  // a little less: clocks may be slewed
  return now(CLOCK_MONOTONIC) - monotonic >= 5900000 && now(CLOCK_REALTIME) - realtime >= 5900000 ? 0 : 1;
}
