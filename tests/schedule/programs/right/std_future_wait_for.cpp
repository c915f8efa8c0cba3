// Asks a future every millisecond whether it is ready.
#include <chrono>
#include <future>
#include <stdio.h>
#include <thread>

int main() {
  std::promise<int> promise;
  auto future = promise.get_future();
  std::jthread teller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
    promise.set_value(5);
  });
  while (future.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
  }
  const int value = future.get();
  printf("%d\n", value);
  return value == 5 ? 0 : 1;
}
