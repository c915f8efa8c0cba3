// Readers share a lock, a writer has it alone.
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static std::atomic<int> readers, writers, broken;

static void* read_some(void*) {
  for (int i = 0; i < 2; ++i) {
    pthread_rwlock_rdlock(&lock);
    ++readers;
    if (writers != 0) ++broken;
    sched_yield();
    --readers;
    pthread_rwlock_unlock(&lock);
  }
  return nullptr;
}

static void* write_some(void*) {
  for (int i = 0; i < 2; ++i) {
    pthread_rwlock_wrlock(&lock);
    ++writers;
    if (readers != 0 || writers != 1) ++broken;
    sched_yield();
    --writers;
    pthread_rwlock_unlock(&lock);
  }
  return nullptr;
}

int main() {
  pthread_t threads[3];
  pthread_create(&threads[0], nullptr, read_some, nullptr);
  pthread_create(&threads[1], nullptr, write_some, nullptr);
  pthread_create(&threads[2], nullptr, read_some, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d broken\n", broken.load());
  return broken;
}
