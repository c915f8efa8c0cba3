// sleep_for in place of waiting for the answer.
#include <atomic>
#include <chrono>
#include <stdio.h>
#include <thread>

int main() {
  std::atomic<int> answer = 0;
  std::jthread other([&] { answer = 42; });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const int seen = answer;
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
