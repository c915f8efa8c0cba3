// Hands a worker the address of one buffer again and again.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdio.h>
#include <string.h>
#include <thread>

int main() {
  std::mutex mutex;
  std::condition_variable filled;
  std::deque<const char*> queue;
  int equal = 0;
  std::thread worker([&] {
    const char* last = "";
    static char copy[8];
    for (int i = 0; i < 2; ++i) {
      std::unique_lock lock(mutex);
      filled.wait(lock, [&] { return !queue.empty(); });
      if (strcmp(queue.front(), last) == 0) ++equal;
      strcpy(copy, queue.front());
      last = copy;
      queue.pop_front();
    }
  });
  static char buffer[8];
  for (int i = 0; i < 2; ++i) {
    const std::lock_guard lock(mutex);
    snprintf(buffer, sizeof buffer, "job %d", i);
    queue.push_back(buffer);
    filled.notify_one();
  }
  worker.join();
  printf("%d twice\n", equal);
  return equal;
}
