// Polls until a deadline; whether it was in time is said, and right either way.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static std::atomic<int> ready;

static void* set(void*) {
  ready = 1;
  return nullptr;
}

static long long now() {
  timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1000000000LL + at.tv_nsec;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  const long long deadline = now() + 20000000;
  const timespec pause = {0, 1000000};
  while (ready == 0 && now() < deadline) nanosleep(&pause, nullptr);
  puts(ready ? "in time" : "late");
  pthread_join(thread, nullptr);
  return ready ? 0 : 1;
}
