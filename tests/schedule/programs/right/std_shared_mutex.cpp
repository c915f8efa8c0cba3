// Readers and a writer on std::shared_mutex: both numbers always change together.
#include <mutex>
#include <shared_mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::shared_mutex mutex;
  int a = 0, b = 0;
  bool torn[2] = {};
  {
    std::jthread writer([&] {
      for (int i = 0; i < 2; ++i) {
        const std::unique_lock lock(mutex);
        ++a, ++b;
      }
    });
    std::jthread readers[2];
    for (bool& bad : torn)
      readers[&bad - torn] = std::jthread([&] {
        for (int i = 0; i < 2; ++i) {
          const std::shared_lock lock(mutex);
          if (a != b) bad = true;
        }
      });
  }
  printf("%d %d\n", a, b);
  return a == 2 && !torn[0] && !torn[1] ? 0 : 1;
}
