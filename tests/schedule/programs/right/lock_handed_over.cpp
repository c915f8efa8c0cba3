// A condition used with an extra flag hands work from thread to thread in a fixed order.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turned = PTHREAD_COND_INITIALIZER;
static int turn;
static char order[4];

static void* take_turn(void* number) {
  const auto mine = static_cast<int>(reinterpret_cast<intptr_t>(number));
  pthread_mutex_lock(&mutex);
  while (turn != mine) pthread_cond_wait(&turned, &mutex);
  order[turn++] = static_cast<char>('a' + mine);
  pthread_cond_broadcast(&turned);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[3];
  for (intptr_t i = 2; i >= 0; --i) pthread_create(&threads[i], nullptr, take_turn, reinterpret_cast<void*>(i));
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  puts(order);
  return order[0] == 'a' && order[1] == 'b' && order[2] == 'c' ? 0 : 1;
}
