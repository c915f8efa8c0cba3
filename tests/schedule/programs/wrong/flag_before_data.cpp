// Double-checked initialisation that says "ready" before it is: another thread uses the half.
// memory
#include <pthread.h>
#include <stdio.h>

static volatile bool ready;
static volatile int value;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* use(void* seen) {
  if (!ready) {
    pthread_mutex_lock(&mutex);
    if (!ready) {
      ready = true;
      value = 7;
    }
    pthread_mutex_unlock(&mutex);
  }
  *static_cast<int*>(seen) = value;
  return nullptr;
}

int main() {
  int seen[2] = {};
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], nullptr, use, &seen[i]);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d %d\n", seen[0], seen[1]);
  return seen[0] == 7 && seen[1] == 7 ? 0 : 1;
}
