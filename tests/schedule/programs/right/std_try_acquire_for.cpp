// Tries to acquire a semaphore for a millisecond, again and again.
#include <chrono>
#include <semaphore>
#include <stdio.h>
#include <thread>

int main() {
  std::binary_semaphore given(0);
  std::jthread giver([&] { given.release(); });
  while (!given.try_acquire_for(std::chrono::milliseconds(1))) {
  }
  puts("acquired");
}
