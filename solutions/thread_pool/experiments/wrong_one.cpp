// A worker waits for work, a boss until the work is done, both at the same
// condition. One task comes, and one signal. Whom does it wake?
#include <pthread.h>
#include <unistd.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
int tasks = 0, done = 0;

void* worker(void*) {
  pthread_mutex_lock(&lock);
  while (tasks == 0) pthread_cond_wait(&changed, &lock);
  --tasks;
  ++done;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  return nullptr;
}

void* boss(void*) {
  pthread_mutex_lock(&lock);
  while (done == 0) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
  write(1, "all is done\n", 12);
  _exit(0);
}

int main() {
  pthread_t worker_thread, boss_thread;
  pthread_create(&boss_thread, nullptr, boss, nullptr);
  pthread_create(&worker_thread, nullptr, worker, nullptr);
  pthread_mutex_lock(&lock);
  tasks = 1;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  pthread_join(worker_thread, nullptr);
  pthread_join(boss_thread, nullptr);
}
