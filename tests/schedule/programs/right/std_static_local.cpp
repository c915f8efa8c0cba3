// A static local variable is made once, though three threads come to it.
#include <atomic>
#include <stdio.h>
#include <thread>
#include <unistd.h>

static std::atomic<int> made;

struct Table {
  Table() {
    usleep(1000);
    ++made;
    value = 9;
  }
  int value;
};

static int look_up() {
  static Table table;
  return table.value;
}

int main() {
  std::atomic<int> sum = 0;
  {
    std::jthread threads[3];
    for (auto& thread : threads) thread = std::jthread([&] { sum += look_up(); });
  }
  printf("%d\n", sum.load());
  return made == 1 && sum == 27 ? 0 : 1;
}
