// Unlocks by hand what a lock_guard unlocks again.
// pairs
#include <atomic>
#include <mutex>
#include <stdio.h>
#include <thread>
#include <unistd.h>

static std::mutex mutex;
static std::atomic<int> inside, both;

static void work() {
  const std::lock_guard lock(mutex);
  if (++inside > 1) ++both;
  if (write(1, ".", 1) != 1) ++both;
  --inside;
}

static void look() {
  const std::lock_guard lock(mutex);
  mutex.unlock();  // "as early as possible"
}

int main() {
  std::thread first(look), second(work), third(work);
  first.join();
  second.join();
  third.join();
  printf("%d times two inside\n", both.load());
  return both == 0 ? 0 : 1;
}
