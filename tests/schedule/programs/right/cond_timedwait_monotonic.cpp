// Nobody ever signals: the wait must run out, and not before its time.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

int main() {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_t never;
  pthread_cond_init(&never, &attributes);
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  timespec begin, deadline, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  deadline = begin;
  deadline.tv_nsec += 3000000;
  if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
  int result;
  while ((result = pthread_cond_timedwait(&never, &mutex, &deadline)) == 0) {
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  pthread_mutex_unlock(&mutex);
  const long long waited = (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec;
  puts("timed out");
  return result == ETIMEDOUT && waited >= 3000000 ? 0 : 1;
}
