// Goes on whether pthread_mutex_trylock got the mutex or not.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static std::atomic<int> inside, both;

static void* work(void*) {
  pthread_mutex_trylock(&mutex);
  if (++inside > 1) ++both;
  if (write(1, ".", 1) != 1) ++both;
  --inside;
  pthread_mutex_unlock(&mutex);
  return nullptr;
}

int main() {
  pthread_t threads[2];
  for (pthread_t& thread : threads) pthread_create(&thread, nullptr, work, nullptr);
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
  printf("%d times two inside\n", both.load());
  return both == 0 ? 0 : 1;
}
