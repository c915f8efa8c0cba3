// Three threads, one of which initialises; the others wait until it has.
#include <mutex>
#include <stdio.h>
#include <thread>

int main() {
  std::once_flag once;
  int value = 0, seen[3] = {};
  {
    std::jthread threads[3];
    for (int& mine : seen)
      threads[&mine - seen] = std::jthread([&] {
        std::call_once(once, [&] { value += 7; });
        mine = value;
      });
  }
  printf("%d\n", seen[0] + seen[1] + seen[2]);
  return seen[0] == 7 && seen[1] == 7 && seen[2] == 7 ? 0 : 1;
}
