// Asks for a free seat before it takes the lock.
#include <atomic>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static std::atomic<int> seats = 1;

static void* sit_down(void*) {
  if (seats > 0) {
    pthread_mutex_lock(&mutex);
    --seats;
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, sit_down, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d seats\n", seats.load());
  return seats == 0 ? 0 : 1;
}
