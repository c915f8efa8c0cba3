// A jthread that waits on a condition_variable_any is stopped by its stop_token.
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool wanted = false, stopped = false;
  {
    std::jthread waiter([&](std::stop_token token) {
      std::unique_lock lock(mutex);
      stopped = !changed.wait(lock, token, [&] { return wanted; });
    });
  }
  puts(stopped ? "stopped" : "went on");
  return stopped ? 0 : 1;
}
