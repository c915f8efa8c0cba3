// Looks whether the other one is inside and goes in then: both may have looked.
// pairs
// memory
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>

static std::atomic<bool> inside[2];
static int count;

static void* work(void* number) {
  const auto mine = static_cast<int>(reinterpret_cast<intptr_t>(number));
  while (inside[1 - mine]) sched_yield();
  inside[mine] = true;
  count = count + 1;
  inside[mine] = false;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, work, reinterpret_cast<void*>(static_cast<intptr_t>(1)));
  work(nullptr);
  pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 2 ? 0 : 1;
}
