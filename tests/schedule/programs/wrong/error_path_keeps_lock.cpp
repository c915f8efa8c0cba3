// Leaves a function in the middle when there is nothing to do, and keeps the lock.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int jobs;

static void* take(void*) {
  pthread_mutex_lock(&mutex);
  if (jobs == 0) return nullptr;
  --jobs;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, take, nullptr);
  pthread_mutex_lock(&mutex);
  ++jobs;
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  pthread_mutex_lock(&mutex);
  printf("%d left\n", jobs);
  pthread_mutex_unlock(&mutex);
}
