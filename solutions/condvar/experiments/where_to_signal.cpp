// One thread waits for a flag, the other one sets it and signals: while it
// still holds the lock ("inside"), or after it has given it back
// ("after").
#include <cstring>
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
bool flag = false;

void* wait_for_it(void*) {
  pthread_mutex_lock(&lock);
  while (!flag) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
  return nullptr;
}

int main(int, char** argv) {
  bool inside = strcmp(argv[1], "inside") == 0;
  pthread_t waiter;
  pthread_create(&waiter, nullptr, wait_for_it, nullptr);
  pthread_mutex_lock(&lock);
  flag = true;
  if (inside) pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  if (!inside) pthread_cond_signal(&changed);
  pthread_join(waiter, nullptr);
  write(1, "both are done\n", 14);
}
