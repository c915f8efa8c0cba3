// Two asynchronous tasks, and an exception that travels through a future.
#include <future>
#include <stdexcept>
#include <stdio.h>

int main() {
  auto one = std::async(std::launch::async, [] { return 20; });
  auto two = std::async(std::launch::async, []() -> int { throw std::runtime_error("no"); });
  auto lazy = std::async(std::launch::deferred, [] { return 22; });
  int sum = one.get() + lazy.get();
  try {
    sum += two.get();
  } catch (const std::runtime_error&) {
    printf("%d\n", sum);
    return sum == 42 ? 0 : 1;
  }
  return 1;
}
