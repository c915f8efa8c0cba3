// A broadcast wakes both for one thing; if lets both take it.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int tickets, sold;
static bool closed;

static void* buy(void*) {
  pthread_mutex_lock(&mutex);
  if (tickets == 0 && !closed) pthread_cond_wait(&changed, &mutex);
  if (!closed) {
    --tickets;
    ++sold;
  }
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, buy, nullptr);
  pthread_mutex_lock(&mutex);
  tickets = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_lock(&mutex);
  closed = true;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("sold %d\n", sold);
  return sold > 1 ? 1 : 0;
}
