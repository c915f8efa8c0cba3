// Gives way twice and takes that for enough.
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static std::atomic<int> result;

static void* compute(void*) {
  result = 42;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, compute, nullptr);
  for (int i = 0; i < 2; ++i) sched_yield();
  const int seen = result;
  pthread_join(thread, nullptr);
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
