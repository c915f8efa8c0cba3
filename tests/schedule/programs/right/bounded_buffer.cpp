// A ring of two places, two producers, two consumers; while around each wait, one condition for each role.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER, freed = PTHREAD_COND_INITIALIZER;
static int ring[2], first, count, sum;

static void* produce(void*) {
  for (int i = 1; i <= 3; ++i) {
    pthread_mutex_lock(&mutex);
    while (count == 2) pthread_cond_wait(&freed, &mutex);
    ring[(first + count++) % 2] = i;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

static void* consume(void*) {
  for (int i = 0; i < 3; ++i) {
    pthread_mutex_lock(&mutex);
    while (count == 0) pthread_cond_wait(&filled, &mutex);
    sum += ring[first];
    first = (first + 1) % 2;
    --count;
    pthread_cond_signal(&freed);
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i) pthread_create(&threads[i], nullptr, i % 2 == 0 ? consume : produce, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", sum);
  return sum == 12 ? 0 : 1;
}
