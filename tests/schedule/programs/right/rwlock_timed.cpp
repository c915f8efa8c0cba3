// Takes a read and a write lock with deadlines, again after each timeout.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static timespec soon() {
  timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  at.tv_nsec += 1000000;
  if (at.tv_nsec >= 1000000000) ++at.tv_sec, at.tv_nsec -= 1000000000;
  return at;
}

static void* hold(void*) {
  pthread_rwlock_wrlock(&lock);
  usleep(3000);
  pthread_rwlock_unlock(&lock);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, hold, nullptr);
  timespec deadline = soon();
  while (pthread_rwlock_timedrdlock(&lock, &deadline) == ETIMEDOUT) deadline = soon();
  pthread_rwlock_unlock(&lock);
  deadline = soon();
  while (pthread_rwlock_timedwrlock(&lock, &deadline) == ETIMEDOUT) deadline = soon();
  pthread_rwlock_unlock(&lock);
  pthread_join(thread, nullptr);
  puts("both");
}
