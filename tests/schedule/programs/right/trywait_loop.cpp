// Takes a semaphore by trying again and again, with short sleeps between.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

static sem_t filled;

static void* post(void*) {
  sem_post(&filled);
  return nullptr;
}

int main() {
  sem_init(&filled, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, post, nullptr);
  int tries = 0;
  while (sem_trywait(&filled) != 0) {
    if (errno != EAGAIN) return 1;
    ++tries;
    usleep(500);
  }
  pthread_join(thread, nullptr);
  puts(tries > 0 ? "taken later" : "taken at once");
  return sem_destroy(&filled);
}
