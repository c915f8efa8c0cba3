// Gives way with sched_yield until a flag is set.
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static std::atomic<int> ready;

static void* set(void*) {
  sched_yield();
  ready = 1;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  while (ready == 0) sched_yield();
  pthread_join(thread, nullptr);
  puts("set");
}
