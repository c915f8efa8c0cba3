// Says that it waits before it does: the signal comes in between.
#include <semaphore.h>
#include <stdio.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t go = PTHREAD_COND_INITIALIZER;
static sem_t waits;

static void* run(void*) {
  sem_post(&waits);  // too early: it does not wait yet
  pthread_mutex_lock(&mutex);
  pthread_cond_wait(&go, &mutex);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  sem_init(&waits, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  sem_wait(&waits);
  pthread_mutex_lock(&mutex);
  pthread_cond_signal(&go);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  puts("gone");
}
