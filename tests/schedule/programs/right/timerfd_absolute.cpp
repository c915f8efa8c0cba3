// A timer descriptor with an absolute time by the wall clock, read by a thread while main waits for it.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static int fd;
static uint64_t expirations;

static void* wait_for_it(void*) {
  if (read(fd, &expirations, sizeof expirations) != sizeof expirations) expirations = 0;
  return nullptr;
}

int main() {
  fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC);
  pthread_t thread;
  pthread_create(&thread, nullptr, wait_for_it, nullptr);
  itimerspec when = {};
  clock_gettime(CLOCK_REALTIME, &when.it_value);
  when.it_value.tv_nsec += 2000000;
  if (when.it_value.tv_nsec >= 1000000000) ++when.it_value.tv_sec, when.it_value.tv_nsec -= 1000000000;
  timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, nullptr);
  pthread_join(thread, nullptr);
  printf("%d\n", static_cast<int>(expirations));
  return expirations == 1 ? 0 : 1;
}
