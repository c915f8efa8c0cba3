// notify_all_at_thread_exit, and set_value_at_thread_exit: told when the thread's own variables are gone.
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable gone;
  bool done = false;
  std::promise<int> promise;
  auto future = promise.get_future();
  std::thread worker([&] {
    std::unique_lock lock(mutex);
    done = true;
    promise.set_value_at_thread_exit(3);
    std::notify_all_at_thread_exit(gone, std::move(lock));
  });
  {
    std::unique_lock lock(mutex);
    gone.wait(lock, [&] { return done; });
  }
  const int value = future.get();
  worker.join();
  printf("%d\n", value);
  return value == 3 ? 0 : 1;
}
