// A thread ends with a robust mutex; the next one gets EOWNERDEAD, repairs and goes on.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex;

static void* die(void*) {
  const int result = pthread_mutex_lock(&mutex);
  if (result == EOWNERDEAD) pthread_mutex_consistent(&mutex);
  return nullptr;
}

int main() {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&mutex, &attributes);
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, die, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  if (pthread_mutex_lock(&mutex) != EOWNERDEAD) return 1;
  if (pthread_mutex_consistent(&mutex) != 0) return 1;
  pthread_mutex_unlock(&mutex);
  const int again = pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  puts("repaired");
  return again;
}
