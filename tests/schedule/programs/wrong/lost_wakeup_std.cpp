// The flag is set and told without the lock, between the waiter's look and its wait.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> ready = false;
  std::thread waiter([&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ready.load(); });
  });
  ready = true;
  changed.notify_one();
  waiter.join();
  puts("ready");
}
