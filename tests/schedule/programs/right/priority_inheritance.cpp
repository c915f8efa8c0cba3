// Mutexes with priority inheritance, and a thread that tries before it waits.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex;
static int count;

static void* work(void*) {
  for (int i = 0; i < 2; ++i) {
    if (pthread_mutex_trylock(&mutex) == EBUSY) pthread_mutex_lock(&mutex);
    ++count;
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
  if (pthread_mutex_init(&mutex, &attributes) != 0) return 1;
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, work, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 4 ? 0 : 1;
}
