// The notification comes while the waiter has not come to its wait: no predicate, no memory of it.
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable answered;
  std::thread teller([&] {
    const std::lock_guard lock(mutex);
    answered.notify_all();
  });
  {
    std::unique_lock lock(mutex);
    answered.wait(lock);
  }
  teller.join();
  puts("answered");
}
