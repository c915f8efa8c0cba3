// Two wait on an atomic; notify_one wakes one of them.
#include <atomic>
#include <stdio.h>
#include <thread>

int main() {
  std::atomic<int> stage = 0;
  {
    std::jthread one([&] { stage.wait(0); });
    std::jthread two([&] { stage.wait(0); });
    stage = 1;
    stage.notify_one();
  }
  puts("both");
}
