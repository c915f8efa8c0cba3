// A queue with two producers and two consumers on std::condition_variable.
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdio.h>
#include <thread>

static std::mutex mutex;
static std::condition_variable filled, freed;
static std::deque<int> queue;
static int sum;

static void produce() {
  for (int i = 1; i <= 2; ++i) {
    std::unique_lock lock(mutex);
    freed.wait(lock, [] { return queue.size() < 2; });
    queue.push_back(i);
    filled.notify_one();
  }
}

static void consume() {
  for (int i = 0; i < 2; ++i) {
    std::unique_lock lock(mutex);
    filled.wait(lock, [] { return !queue.empty(); });
    sum += queue.front();
    queue.pop_front();
    freed.notify_one();
  }
}

int main() {
  {
    std::jthread threads[] = {std::jthread(consume), std::jthread(produce), std::jthread(consume), std::jthread(produce)};
  }
  printf("%d\n", sum);
  return sum == 6 ? 0 : 1;
}
