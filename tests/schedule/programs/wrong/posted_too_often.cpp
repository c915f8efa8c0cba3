// Posts a semaphore that is a lock also when there is nothing to give back.
#include <atomic>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

static sem_t guard;
static std::atomic<int> inside, both;

static void* work(void*) {
  sem_wait(&guard);
  if (++inside > 1) ++both;
  if (write(1, ".", 1) != 1) ++both;
  --inside;
  sem_post(&guard);
  return nullptr;
}

int main() {
  sem_init(&guard, 0, 1);
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, work, nullptr);
  sem_post(&guard);  // "to be sure that they begin"
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d times two inside\n", both.load());
  return both == 0 ? 0 : 1;
}
