// wait without a predicate: goes on when it is woken for nothing.
// spurious
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable told;
  int value = 0, seen = 0;
  std::thread teller([&] {
    const std::lock_guard lock(mutex);
    value = 5;
    told.notify_one();
  });
  {
    std::unique_lock lock(mutex);
    if (value == 0) told.wait(lock);
    seen = value;
  }
  teller.join();
  printf("%d\n", seen);
  return seen == 5 ? 0 : 1;
}
