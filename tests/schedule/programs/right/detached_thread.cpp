// A detached thread tells by a semaphore that it is done with everything of ours.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t done;
static int value;

static void* run(void*) {
  value = 3;
  sem_post(&done);
  return nullptr;
}

int main() {
  sem_init(&done, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, run, nullptr);
  pthread_detach(thread);
  sem_wait(&done);
  printf("%d\n", value);
  return value == 3 ? 0 : 1;
}
