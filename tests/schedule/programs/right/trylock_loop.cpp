// Takes a mutex by trying again and again.
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void* add(void*) {
  for (int i = 0; i < 3; ++i) {
    while (pthread_mutex_trylock(&mutex) != 0) sched_yield();
    ++count;
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, add, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 6 ? 0 : 1;
}
