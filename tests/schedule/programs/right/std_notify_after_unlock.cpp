// Notifies after the lock is given back, which is allowed; the condition lives longer than both threads.
#include <condition_variable>
#include <mutex>
#include <stdio.h>
#include <thread>

static std::mutex mutex;
static std::condition_variable turned;
static int turn;

static void play(int mine) {
  for (int i = 0; i < 3; ++i) {
    std::unique_lock lock(mutex);
    turned.wait(lock, [&] { return turn % 2 == mine; });
    ++turn;
    lock.unlock();
    turned.notify_all();
  }
}

int main() {
  std::thread other(play, 1);
  play(0);
  other.join();
  printf("%d\n", turn);
  return turn == 6 ? 0 : 1;
}
