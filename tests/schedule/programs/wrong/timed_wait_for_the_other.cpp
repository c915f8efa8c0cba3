// Waits half a second on a condition that nobody signals, so that the other one is done by then.
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t nobody = PTHREAD_COND_INITIALIZER;
static int result;

static void* compute(void*) {
  pthread_mutex_lock(&mutex);
  result = 42;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, compute, nullptr);
  pthread_mutex_lock(&mutex);
  timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  ++deadline.tv_sec;
  pthread_cond_timedwait(&nobody, &mutex, &deadline);
  const int seen = result;
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
