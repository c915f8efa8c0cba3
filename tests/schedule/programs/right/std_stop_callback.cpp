// A stop callback runs in the thread that asks for the stop, or at once when that was before.
#include <atomic>
#include <stdio.h>
#include <thread>

int main() {
  std::atomic<int> called = 0;
  std::jthread worker([&](std::stop_token token) {
    const std::stop_callback callback(token, [&] { ++called; });
    while (!token.stop_requested()) std::this_thread::yield();
  });
  worker.request_stop();
  worker.join();
  printf("%d\n", called.load());
  return called == 1 ? 0 : 1;
}
