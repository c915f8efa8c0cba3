// Two mutexes, named in opposite orders: std::scoped_lock backs off and never deadlocks.
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex a, b;
  int count = 0;
  std::thread other([&] {
    for (int i = 0; i < 2; ++i) {
      const std::scoped_lock both(b, a);
      ++count;
    }
  });
  for (int i = 0; i < 2; ++i) {
    const std::scoped_lock both(a, b);
    ++count;
  }
  other.join();
  printf("%d\n", count);
  return count == 4 ? 0 : 1;
}
