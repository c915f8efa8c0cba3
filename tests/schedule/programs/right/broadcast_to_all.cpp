// Three threads wait for one start signal; a broadcast lets them all go.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begin = PTHREAD_COND_INITIALIZER;
static bool begun;
static int ran;

static void* run(void*) {
  pthread_mutex_lock(&mutex);
  while (!begun) pthread_cond_wait(&begin, &mutex);
  ++ran;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[3];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, run, nullptr);
  pthread_mutex_lock(&mutex);
  begun = true;
  pthread_mutex_unlock(&mutex);
  pthread_cond_broadcast(&begin);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d\n", ran);
  return ran == 3 ? 0 : 1;
}
