// Two threads count without a lock.
// memory
#include <pthread.h>
#include <stdio.h>

static int count;

static void* add(void*) {
  for (int i = 0; i < 2; ++i) count = count + 1;
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, add, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 4 ? 0 : 1;
}
