// wait_for without looking at what it says.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  int value = 0, seen = 0;
  std::thread teller([&] {
    const std::lock_guard lock(mutex);
    value = 42;
    changed.notify_one();
  });
  {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::seconds(1), [&] { return value != 0; });
    seen = value;
  }
  teller.join();
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
