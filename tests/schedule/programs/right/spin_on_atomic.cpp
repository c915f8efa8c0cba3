// Spins on an atomic without ever giving way.
#include <atomic>
#include <pthread.h>
#include <stdio.h>

static std::atomic<int> ready;

static void* set(void*) {
  ready = 1;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  while (ready == 0) {
  }
  pthread_join(thread, nullptr);
  puts("set");
}
