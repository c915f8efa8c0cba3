// The handler takes a semaphore that main may have taken.
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static sem_t guard;
static volatile int total;

static void add(int) {
  sem_wait(&guard);
  total = total + 10;
  sem_post(&guard);
}

int main() {
  sem_init(&guard, 0, 1);
  signal(SIGALRM, add);
  ualarm(1000, 0);
  for (int i = 0; i < 3; ++i) {
    sem_wait(&guard);
    total = total + 1;
    sem_post(&guard);
  }
  while (total < 13) usleep(500);
  printf("%d\n", total);
}
