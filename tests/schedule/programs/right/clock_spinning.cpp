// Waits by looking at the clock alone: 2 ms, then 1 ms more by the coarse one.
#include <stdio.h>
#include <sys/time.h>
#include <time.h>

static long long now(clockid_t clock) {
  timespec at;
  clock_gettime(clock, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

int main() {
  const long long begin = now(CLOCK_MONOTONIC);
  while (now(CLOCK_MONOTONIC) < begin + 2000000) {
  }
  timeval before, after;
  gettimeofday(&before, nullptr);
  do gettimeofday(&after, nullptr);
  while ((after.tv_sec - before.tv_sec) * 1000000LL + after.tv_usec - before.tv_usec < 1000);
  puts("over");  // gettimeofday cuts off what is less than 1 us
  return now(CLOCK_MONOTONIC) - begin >= 2900000 ? 0 : 1;
}
