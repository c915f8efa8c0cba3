// Believes that who is woken was told: if around the wait, with one waiter and one teller.
// spurious
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;
static int value;

static void* tell(void*) {
  pthread_mutex_lock(&mutex);
  value = 5;
  pthread_cond_signal(&told);
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, tell, nullptr);
  pthread_mutex_lock(&mutex);
  if (value == 0) pthread_cond_wait(&told, &mutex);
  const int seen = value;
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, nullptr);
  printf("%d\n", seen);
  return seen == 5 ? 0 : 1;
}
