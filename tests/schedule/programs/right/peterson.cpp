// Peterson's algorithm with sequentially consistent atomics guards a plain counter.
// memory
#include <atomic>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static std::atomic<bool> wants[2];
static std::atomic<int> last;
static int count;

static void* work(void* number) {
  const auto mine = static_cast<int>(reinterpret_cast<intptr_t>(number)), other = 1 - mine;
  for (int i = 0; i < 2; ++i) {
    wants[mine] = true;
    last = mine;
    while (wants[other] && last == mine) {
    }
    ++count;
    wants[mine] = false;
  }
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, work, reinterpret_cast<void*>(static_cast<intptr_t>(1)));
  work(nullptr);
  pthread_join(thread, nullptr);
  printf("%d\n", count);
  return count == 4 ? 0 : 1;
}
