// Three philosophers take their left fork first: they starve when each has one, which takes two delays.
// pairs
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static pthread_mutex_t forks[3] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

static void* dine(void* number) {
  const auto mine = reinterpret_cast<intptr_t>(number);
  pthread_mutex_lock(&forks[mine]);
  pthread_mutex_lock(&forks[(mine + 1) % 3]);
  pthread_mutex_unlock(&forks[(mine + 1) % 3]);
  pthread_mutex_unlock(&forks[mine]);
  return nullptr;
}

int main() {
  pthread_t threads[3];
  for (intptr_t i = 0; i < 3; ++i) pthread_create(&threads[i], nullptr, dine, reinterpret_cast<void*>(i));
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  puts("all ate");
}
