// Waits with a deadline by the wall clock, again after each timeout.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool ready;

static void* set(void*) {
  pthread_mutex_lock(&mutex);
  ready = true;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  pthread_mutex_lock(&mutex);
  while (!ready) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 5000000;
    if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
    const int result = pthread_cond_timedwait(&changed, &mutex, &deadline);
    if (result != 0 && result != ETIMEDOUT) return 1;
  }
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  puts("ready");
}
