// exit() while other threads wait for what never comes: they go with the process.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static sem_t never;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

static void* wait_for_semaphore(void*) {
  sem_wait(&never);
  return nullptr;
}

static void* wait_for_condition(void*) {
  pthread_mutex_lock(&mutex);
  for (;;) pthread_cond_wait(&condition, &mutex);
}

static void* sleep_long(void*) {
  sleep(1000);
  return nullptr;
}

int main() {
  sem_init(&never, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, wait_for_semaphore, nullptr);
  pthread_create(&thread, nullptr, wait_for_condition, nullptr);
  pthread_create(&thread, nullptr, sleep_long, nullptr);
  puts("bye");
  exit(0);
}
