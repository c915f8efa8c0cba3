// A queue whose consumers look once, not again after they were woken.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable filled;
  std::deque<int> queue;
  int empty_handed = 0;
  const auto consume = [&] {
    std::unique_lock lock(mutex);
    if (queue.empty()) filled.wait(lock);
    if (queue.empty()) ++empty_handed;
    else queue.pop_front();
  };
  {
    std::jthread one(consume), two(consume);
    for (int i = 0; i < 2; ++i) {
      const std::lock_guard lock(mutex);
      queue.push_back(i);
      filled.notify_all();
    }
  }
  printf("%d empty-handed\n", empty_handed);
  return empty_handed == 0 ? 0 : 1;
}
