// Hands a number back and forth with std::atomic wait and notify.
#include <atomic>
#include <stdio.h>
#include <thread>

int main() {
  std::atomic<int> turn = 0;
  std::thread other([&] {
    for (int i = 0; i < 3; ++i) {
      turn.wait(2 * i);
      ++turn;
      turn.notify_one();
    }
  });
  for (int i = 0; i < 3; ++i) {
    ++turn;
    turn.notify_one();
    turn.wait(2 * i + 1);
  }
  other.join();
  printf("%d\n", turn.load());
  return turn == 6 ? 0 : 1;
}
