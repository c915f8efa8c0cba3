// One thread waits at a condition, the other one signals it once. There is
// nothing else: no flag that says whether it has happened already.
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t rung = PTHREAD_COND_INITIALIZER;

void* wait_for_it(void*) {
  pthread_mutex_lock(&lock);
  pthread_cond_wait(&rung, &lock);
  pthread_mutex_unlock(&lock);
  return nullptr;
}

int main() {
  pthread_t waiter;
  pthread_create(&waiter, nullptr, wait_for_it, nullptr);
  pthread_mutex_lock(&lock);
  pthread_cond_signal(&rung);
  pthread_mutex_unlock(&lock);
  pthread_join(waiter, nullptr);
  write(1, "both are done\n", 14);
}
