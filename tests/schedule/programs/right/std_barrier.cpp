// Two threads in step for three rounds; the barrier's completion counts the rounds.
#include <barrier>
#include <stdio.h>
#include <thread>

int main() {
  int rounds = 0;
  auto complete = [&]() noexcept { ++rounds; };
  std::barrier meeting(2, complete);
  auto walk = [&] {
    for (int i = 0; i < 3; ++i) meeting.arrive_and_wait();
  };
  std::thread other(walk);
  walk();
  other.join();
  printf("%d\n", rounds);
  return rounds == 3 ? 0 : 1;
}
