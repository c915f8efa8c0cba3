// Two semaphores as locks, taken in opposite orders.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t paper, pen;

static void* write_letter(void*) {
  sem_wait(&pen);
  sem_wait(&paper);
  sem_post(&paper);
  sem_post(&pen);
  return nullptr;
}

int main() {
  sem_init(&paper, 0, 1);
  sem_init(&pen, 0, 1);
  pthread_t thread;
  pthread_create(&thread, nullptr, write_letter, nullptr);
  sem_wait(&paper);
  sem_wait(&pen);
  sem_post(&pen);
  sem_post(&paper);
  pthread_join(thread, nullptr);
  puts("two letters");
}
