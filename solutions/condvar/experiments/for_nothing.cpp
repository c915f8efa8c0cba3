// A thread waits until a flag is set, and does not look again when it
// wakes up. Nobody but the one who sets the flag ever signals.
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
bool flag = false;

void* wait_for_it(void*) {
  pthread_mutex_lock(&lock);
  if (!flag) pthread_cond_wait(&changed, &lock);
  if (flag) write(1, "woken: the flag is set\n", 23);
  else write(1, "woken: the flag is not set\n", 27);
  pthread_mutex_unlock(&lock);
  return nullptr;
}

int main() {
  pthread_t waiter;
  pthread_create(&waiter, nullptr, wait_for_it, nullptr);
  pthread_mutex_lock(&lock);
  flag = true;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  pthread_join(waiter, nullptr);
}
