// A thread that has switched cancellation off finishes its work, and is cancelled when it switches it on.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int work;
static int ready[2];

static void* run(void*) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  if (write(ready[1], "x", 1) != 1) return nullptr;
  for (int i = 0; i < 3; ++i) {
    usleep(100);
    ++work;
  }
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
  for (;;) pause();
}

int main() {
  if (pipe(ready) != 0) return 1;
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  char byte;
  if (read(ready[0], &byte, 1) != 1) return 1;
  pthread_cancel(thread);
  void* result;
  pthread_join(thread, &result);
  printf("%d\n", work);
  return result == PTHREAD_CANCELED && work == 3 ? 0 : 1;
}
