// A thread is cancelled in pthread_cond_wait, which takes the mutex again; the cleanup handler gives it back.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static int cleaned;

static void give_back(void*) {
  ++cleaned;
  pthread_mutex_unlock(&mutex);
}

static void* wait_for_ever(void*) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(give_back, nullptr);
  for (;;) pthread_cond_wait(&never, &mutex);
  pthread_cleanup_pop(1);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, wait_for_ever, nullptr);
  pthread_cancel(thread);
  void* result;
  pthread_join(thread, &result);
  pthread_mutex_lock(&mutex);
  puts("free again");
  pthread_mutex_unlock(&mutex);
  return result == PTHREAD_CANCELED && cleaned == 1 ? 0 : 1;
}
