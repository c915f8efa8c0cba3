// Looks every millisecond whether a flag is set.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static std::atomic<int> ready;

static void* set(void*) {
  usleep(2000);
  ready = 1;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  while (ready == 0) usleep(1000);
  pthread_join(thread, nullptr);
  puts("set");
}
