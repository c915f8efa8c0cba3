// A mutex and a condition in shared memory, but made for one process only: the wake-up never arrives.
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  bool ready;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  pthread_mutex_init(&shared->mutex, nullptr);
  pthread_cond_init(&shared->changed, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(&shared->mutex);
    while (!shared->ready) pthread_cond_wait(&shared->changed, &shared->mutex);
    pthread_mutex_unlock(&shared->mutex);
    _exit(0);
  }
  pthread_mutex_lock(&shared->mutex);
  shared->ready = true;
  pthread_cond_signal(&shared->changed);
  pthread_mutex_unlock(&shared->mutex);
  int status;
  waitpid(child, &status, 0);
  puts("ready");
  return status;
}
