// Two consumers, and if instead of while: another one has taken what this one was woken for.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int count, lowest;

static void* take(void*) {
  pthread_mutex_lock(&mutex);
  if (count == 0) pthread_cond_wait(&filled, &mutex);
  if (--count < lowest) lowest = count;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

static void* put(void*) {
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&mutex);
    ++count;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[3];
  pthread_create(&threads[0], nullptr, take, nullptr);
  pthread_create(&threads[1], nullptr, put, nullptr);
  pthread_create(&threads[2], nullptr, take, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("lowest %d\n", lowest);
  return lowest < 0 ? 1 : 0;
}
