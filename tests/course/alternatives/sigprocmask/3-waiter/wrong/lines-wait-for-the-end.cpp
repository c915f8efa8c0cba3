// wrong: stdout is buffered: nothing is seen before the end
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>

static sem_t start, stop;

static void on_start(int) { sem_post(&start); }
static void on_stop(int) { sem_post(&stop); }

static void wait_for(sem_t* semaphore) {
  while (sem_wait(semaphore) < 0 && errno == EINTR) continue;
}

int main(void) {
  sem_init(&start, 0, 0);
  sem_init(&stop, 0, 0);
  signal(SIGUSR1, on_start);
  signal(SIGUSR2, on_stop);
  puts("ready");
  wait_for(&start);
  puts("started");
  wait_for(&stop);
  puts("stopped");
  return 0;
}
