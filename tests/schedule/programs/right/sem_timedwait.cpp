// Waits for a semaphore with a deadline, again after each timeout.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>

static sem_t filled;

static void* post(void*) {
  for (int i = 0; i < 2; ++i) sem_post(&filled);
  return nullptr;
}

int main() {
  sem_init(&filled, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, post, nullptr);
  for (int taken = 0; taken < 2;) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 2000000;
    if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
    if (sem_timedwait(&filled, &deadline) == 0) ++taken;
    else if (errno != ETIMEDOUT && errno != EINTR) return 1;
  }
  pthread_join(thread, nullptr);
  puts("2 taken");
  return sem_destroy(&filled);
}
