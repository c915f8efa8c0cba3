// Waits until a point in time, by both clocks; nobody notifies, so the time must have come.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdio.h>

template <class Clock>
static bool waits_its_time() {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  const auto until = Clock::now() + std::chrono::milliseconds(2);
  while (never.wait_until(lock, until) != std::cv_status::timeout) {
  }
  return Clock::now() >= until;
}

int main() {
  const bool both = waits_its_time<std::chrono::steady_clock>() && waits_its_time<std::chrono::system_clock>();
  puts(both ? "both" : "too early");
  return both ? 0 : 1;
}
