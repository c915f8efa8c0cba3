// Five workers wait for work, and one task comes. How many of them wake
// up? The argument says how they are woken: "signal" or "broadcast".
#include <cstdio>
#include <cstring>
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t work = PTHREAD_COND_INITIALIZER;
int tasks = 0, woken = 0, done = 0;

void* worker(void*) {
  pthread_mutex_lock(&lock);
  for (;;) {
    while (tasks == 0) {
      pthread_cond_wait(&work, &lock);
      ++woken;
    }
    --tasks;
    ++done;
  }
}

int main(int, char** argv) {
  pthread_t thread;
  for (int i = 0; i < 5; ++i)
    pthread_create(&thread, nullptr, worker, nullptr);
  sleep(1);  // in the experiment time passes only when all are asleep

  pthread_mutex_lock(&lock);
  tasks = 1;
  if (strcmp(argv[1], "broadcast") == 0) pthread_cond_broadcast(&work);
  else pthread_cond_signal(&work);
  pthread_mutex_unlock(&lock);
  sleep(1);

  pthread_mutex_lock(&lock);
  dprintf(1, "workers woken: %d\n", woken);
  dprintf(1, "tasks done: %d\n", done);
  _exit(0);
}
