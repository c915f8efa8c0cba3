// Three philosophers, three forks; each takes the one with the smaller number first.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static pthread_mutex_t forks[3] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static int meals[3];

static void* dine(void* number) {
  const auto mine = reinterpret_cast<intptr_t>(number), next = (mine + 1) % 3;
  pthread_mutex_t* first = &forks[mine < next ? mine : next];
  pthread_mutex_t* second = &forks[mine < next ? next : mine];
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(first);
    pthread_mutex_lock(second);
    ++meals[mine];
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
  }
  return nullptr;
}

int main() {
  pthread_t threads[3];
  for (intptr_t i = 0; i < 3; ++i) pthread_create(&threads[i], nullptr, dine, reinterpret_cast<void*>(i));
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d meals\n", meals[0] + meals[1] + meals[2]);
  return meals[0] + meals[1] + meals[2] == 6 ? 0 : 1;
}
