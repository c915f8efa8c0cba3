// Tries for a timed mutex, and shared, each time a little.
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::timed_mutex mutex;
  std::shared_timed_mutex shared;
  int count = 0;
  std::jthread other([&] {
    const std::lock_guard lock(mutex);
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    const std::lock_guard both(shared);
    ++count;
  });
  while (!mutex.try_lock_for(std::chrono::milliseconds(1))) {
  }
  mutex.unlock();
  while (!shared.try_lock_shared_until(std::chrono::steady_clock::now() + std::chrono::milliseconds(1))) {
  }
  shared.unlock_shared();
  other.join();
  printf("%d\n", count);
  return count == 1 ? 0 : 1;
}
