// An atomic that is read and written in two steps: each of them is atomic, both together are not.
// memory
#include <atomic>
#include <stdio.h>
#include <thread>

static std::atomic<int> count;

int main() {
  {
    const auto add = [] { count = count + 1; };
    std::jthread one(add), two(add);
  }
  printf("%d\n", count.load());
  return count == 2 ? 0 : 1;
}
