// Thirty threads, one after the other and then all at once.
#include <atomic>
#include <pthread.h>
#include <stdio.h>

static std::atomic<int> count;

static void* add(void*) {
  ++count;
  return nullptr;
}

int main() {
  pthread_t threads[20];
  for (int i = 0; i < 10; ++i) {
    pthread_create(&threads[0], nullptr, add, nullptr);
    pthread_join(threads[0], nullptr);
  }
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, add, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", count.load());
  return count == 30 ? 0 : 1;
}
