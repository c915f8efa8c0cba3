// A worker runs packaged tasks from a queue until it is told to end; all results arrive.
#include <condition_variable>
#include <deque>
#include <future>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable filled;
  std::deque<std::packaged_task<int()>> queue;
  bool ends = false;
  std::thread worker([&] {
    for (;;) {
      std::unique_lock lock(mutex);
      filled.wait(lock, [&] { return ends || !queue.empty(); });
      if (queue.empty()) return;
      auto task = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      task();
    }
  });
  std::future<int> results[3];
  for (int i = 0; i < 3; ++i) {
    std::packaged_task<int()> task([i] { return i * i; });
    results[i] = task.get_future();
    {
      const std::lock_guard lock(mutex);
      queue.push_back(std::move(task));
    }
    filled.notify_one();
  }
  const int sum = results[0].get() + results[1].get() + results[2].get();
  {
    const std::lock_guard lock(mutex);
    ends = true;
  }
  filled.notify_one();
  worker.join();
  printf("%d\n", sum);
  return sum == 5 ? 0 : 1;
}
