// A pool is told to end with one signal; the second worker may sleep on.
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable changed;
  int jobs = 0, done = 0;
  bool ends = false;
  const auto work = [&] {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return jobs > 0 || ends; });
      if (jobs == 0) return;
      --jobs, ++done;
    }
  };
  {
    std::jthread one(work), two(work);
    for (int i = 0; i < 2; ++i) {
      const std::lock_guard lock(mutex);
      ++jobs;
      changed.notify_one();
    }
    const std::lock_guard lock(mutex);
    ends = true;
    changed.notify_one();
  }
  printf("%d\n", done);
}
