// Does not look whether sem_timedwait got the semaphore or ran out.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>

static sem_t done;
static volatile int result;

static void* compute(void*) {
  result = 42;
  sem_post(&done);
  return nullptr;
}

int main() {
  sem_init(&done, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, compute, nullptr);
  timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 2;
  sem_timedwait(&done, &deadline);
  const int seen = result;
  pthread_join(thread, nullptr);
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
