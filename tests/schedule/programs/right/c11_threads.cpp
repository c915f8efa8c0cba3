// Threads, mutexes and conditions of <threads.h>, the C library's own names for them.
#include <stdio.h>
#include <threads.h>

static mtx_t mutex;
static cnd_t changed;
static int value;

static int run(void*) {
  mtx_lock(&mutex);
  value = 8;
  cnd_signal(&changed);
  mtx_unlock(&mutex);
  return 3;
}

int main() {
  mtx_init(&mutex, mtx_plain);
  cnd_init(&changed);
  thrd_t thread;
  thrd_create(&thread, run, nullptr);
  mtx_lock(&mutex);
  while (value == 0) cnd_wait(&changed, &mutex);
  mtx_unlock(&mutex);
  int result;
  thrd_join(thread, &result);
  printf("%d %d\n", value, result);
  return value == 8 && result == 3 ? 0 : 1;
}
