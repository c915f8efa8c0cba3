// Three threads count a latch down; who waits for it sees what they wrote.
#include <latch>
#include <stdio.h>
#include <thread>

int main() {
  std::latch done(3);
  int values[3] = {};
  std::jthread threads[3];
  for (int i = 0; i < 3; ++i)
    threads[i] = std::jthread([&, i] {
      values[i] = i + 1;
      done.count_down();
    });
  done.wait();
  const int sum = values[0] + values[1] + values[2];
  printf("%d\n", sum);
  return sum == 6 ? 0 : 1;
}
