// Tries to join a thread, at once and for a while, until it works.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static void* run(void* argument) {
  usleep(2000);
  return argument;
}

int main() {
  int value = 0;
  pthread_t thread;
  pthread_create(&thread, nullptr, run, &value);
  void* result = nullptr;
  int joined = pthread_tryjoin_np(thread, &result);
  while (joined == EBUSY || joined == ETIMEDOUT) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 1000000;
    if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
    joined = pthread_timedjoin_np(thread, &result, &deadline);
  }
  puts("joined");
  return joined == 0 && result == &value ? 0 : 1;
}
