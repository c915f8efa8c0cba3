// Two wait for the same news; signal wakes one of them.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t news = PTHREAD_COND_INITIALIZER;
static bool open;

static void* enter(void*) {
  pthread_mutex_lock(&mutex);
  while (!open) pthread_cond_wait(&news, &mutex);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, enter, nullptr);
  pthread_mutex_lock(&mutex);
  open = true;
  pthread_cond_signal(&news);
  pthread_mutex_unlock(&mutex);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  puts("both");
}
