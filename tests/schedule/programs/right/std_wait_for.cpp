// Waits with wait_for until a thread has answered; each timeout only means another look.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  bool answered = false;
  std::thread other([&] {
    const std::lock_guard lock(mutex);
    answered = true;
    changed.notify_all();
  });
  {
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, std::chrono::milliseconds(2), [&] { return answered; })) {
    }
  }
  other.join();
  puts("answered");
  return answered ? 0 : 1;
}
