// One condition for "full" and for "empty", and signal: the wake-up may go to the wrong one.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool full;

static void* put(void*) {
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&mutex);
    while (full) pthread_cond_wait(&changed, &mutex);
    full = true;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

static void* take(void*) {
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&mutex);
    while (!full) pthread_cond_wait(&changed, &mutex);
    full = false;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
  return nullptr;
}

int main() {
  pthread_t threads[4];
  for (int i = 0; i < 4; ++i) pthread_create(&threads[i], nullptr, i < 2 ? take : put, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  puts("all");
}
