// A detached thread gets the address of a variable of a function that has returned when it looks.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t done;
static int seen;

static void* look(void* value) {
  seen = *static_cast<volatile int*>(value);
  sem_post(&done);
  return nullptr;
}

static void __attribute__((noinline)) begin(int number) {
  volatile int value = number;
  pthread_t thread;
  pthread_create(&thread, nullptr, look, const_cast<int*>(&value));
  pthread_detach(thread);
  value = 0;  // as good as out of scope
}

int main() {
  sem_init(&done, 0, 0);
  begin(42);
  sem_wait(&done);
  printf("%d\n", seen);
  return seen == 42 ? 0 : 1;
}
