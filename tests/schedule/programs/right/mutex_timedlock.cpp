// Takes a lock with a deadline, again after each timeout, while another thread sleeps with it.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void* hold(void*) {
  pthread_mutex_lock(&mutex);
  usleep(4000);
  ++count;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, hold, nullptr);
  for (int result = ETIMEDOUT; result == ETIMEDOUT;) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 1000000;
    if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
    result = pthread_mutex_timedlock(&mutex, &deadline);
    if (result != 0 && result != ETIMEDOUT) return 1;
  }
  ++count;
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 2 ? 0 : 1;
}
