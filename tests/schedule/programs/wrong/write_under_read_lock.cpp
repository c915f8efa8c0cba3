// Counts under a read lock, which several may have at once.
// memory
#include <pthread.h>
#include <stdio.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int hits;

static void* look_up(void*) {
  pthread_rwlock_rdlock(&lock);
  hits = hits + 1;
  pthread_rwlock_unlock(&lock);
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, look_up, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d hits\n", hits);
  return hits == 2 ? 0 : 1;
}
