// notify_one on a condition that readers and the writer share.
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  int items = 0, taken = 0;
  const auto take = [&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return items > 0; });
    --items, ++taken;
    changed.notify_one();
  };
  {
    std::jthread one(take), two(take), three(take);
    for (int i = 0; i < 3; ++i) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return items == 0; });
      ++items;
      changed.notify_one();
    }
  }
  printf("%d\n", taken);
}
