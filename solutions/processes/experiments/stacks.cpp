// Two threads. One puts a variable on its stack and tells the other where
// it is; the other one writes there.
#include <cstdio>
#include <pthread.h>
#include <semaphore.h>

int* somewhere;
sem_t there, written;

void* owner(void*) {
  int number = 1;
  somewhere = &number;
  sem_post(&there);
  sem_wait(&written);
  dprintf(1, "on the owner's stack stands %d\n", number);
  return nullptr;
}

void* stranger(void*) {
  sem_wait(&there);
  int number = 1;
  *somewhere = 42;
  dprintf(1, "on the stranger's stack stands %d\n", number);
  sem_post(&written);
  return nullptr;
}

int main() {
  sem_init(&there, 0, 0), sem_init(&written, 0, 0);
  pthread_t first, second;
  pthread_create(&first, nullptr, owner, nullptr);
  pthread_create(&second, nullptr, stranger, nullptr);
  pthread_join(first, nullptr);
  pthread_join(second, nullptr);
}
