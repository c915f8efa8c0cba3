// Waits for a signal that nobody remembers: when it comes first, it is lost.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begin = PTHREAD_COND_INITIALIZER;

static void* run(void*) {
  pthread_mutex_lock(&mutex);
  pthread_cond_wait(&begin, &mutex);
  pthread_mutex_unlock(&mutex);
  puts("runs");
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&begin);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
}
