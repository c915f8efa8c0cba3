// Sleeps so that the thread is done, instead of joining it first.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static volatile int result;

static void* compute(void*) {
  result = 42;
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, compute, nullptr);
  usleep(100000);
  const int seen = result;
  pthread_join(thread, nullptr);
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
