// Gives the lock back twice on its error path: the second time it is somebody else's.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static std::atomic<int> inside, both;

static void work() {
  pthread_mutex_lock(&mutex);
  if (++inside > 1) ++both;
  if (write(1, ".", 1) != 1) ++both;
  --inside;
  pthread_mutex_unlock(&mutex);
}

static void* run(void*) {
  work();
  return nullptr;
}

static void refuse(int number) {
  if (number < 0) pthread_mutex_unlock(&mutex);
  pthread_mutex_unlock(&mutex);
}

int main() {
  pthread_t thread;
  pthread_mutex_lock(&mutex);
  pthread_create(&thread, nullptr, run, nullptr);
  refuse(-1);
  work();
  pthread_join(thread, nullptr);
  printf("%d times two inside\n", both.load());
  return both == 0 ? 0 : 1;
}
