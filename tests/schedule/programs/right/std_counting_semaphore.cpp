// Two counting semaphores around a ring of two places.
#include <semaphore>
#include <stdio.h>
#include <thread>

static std::counting_semaphore<2> places(2), items(0);
static int ring[2];

int main() {
  int sum = 0;
  std::jthread consumer([&] {
    for (int i = 0; i < 5; ++i) {
      items.acquire();
      sum += ring[i % 2];
      places.release();
    }
  });
  for (int i = 0; i < 5; ++i) {
    places.acquire();
    ring[i % 2] = i;
    items.release();
  }
  consumer.join();
  printf("%d\n", sum);
  return sum == 10 ? 0 : 1;
}
