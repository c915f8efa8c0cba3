// A sequence lock: the reader reads again when the writer was at work meanwhile; both numbers always belong together.
// memory
#include <atomic>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static std::atomic<unsigned> sequence;
static std::atomic<int> a, b;

static void* write_some(void*) {
  for (int i = 1; i <= 3; ++i) {
    ++sequence;
    a = i;
    b = -i;
    ++sequence;
  }
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, write_some, nullptr);
  int torn = 0;
  for (int i = 0; i < 3; ++i)
    for (;;) {
      const unsigned before = sequence;
      const int first = a, second = b;
      if (before % 2 == 0 && before == sequence) {
        if (first != -second) ++torn;
        break;
      }
      sched_yield();
    }
  pthread_join(thread, nullptr);
  printf("%d torn\n", torn);
  return torn;
}
