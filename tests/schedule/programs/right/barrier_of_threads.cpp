// Three threads meet at a barrier: after it each sees what all wrote before it.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static pthread_barrier_t barrier;
static int values[3];
static int sums[3];

static void* work(void* number) {
  const auto mine = reinterpret_cast<intptr_t>(number);
  values[mine] = static_cast<int>(mine) + 1;
  pthread_barrier_wait(&barrier);
  sums[mine] = values[0] + values[1] + values[2];
  return nullptr;
}

int main() {
  pthread_barrier_init(&barrier, nullptr, 3);
  pthread_t threads[2];
  for (intptr_t i = 0; i < 2; ++i) pthread_create(&threads[i], nullptr, work, reinterpret_cast<void*>(i));
  work(reinterpret_cast<void*>(static_cast<intptr_t>(2)));
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  pthread_barrier_destroy(&barrier);
  printf("%d %d %d\n", sums[0], sums[1], sums[2]);
  return sums[0] == 6 && sums[1] == 6 && sums[2] == 6 ? 0 : 1;
}
