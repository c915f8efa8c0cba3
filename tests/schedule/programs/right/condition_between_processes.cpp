// A parent and its child take turns with a condition in shared memory.
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  pthread_cond_t turned;
  int turn;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  pthread_mutexattr_t of_mutex;
  pthread_mutexattr_init(&of_mutex);
  pthread_mutexattr_setpshared(&of_mutex, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &of_mutex);
  pthread_condattr_t of_condition;
  pthread_condattr_init(&of_condition);
  pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&shared->turned, &of_condition);
  const pid_t child = fork();
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&shared->mutex);
    while (shared->turn % 2 != (child == 0 ? 1 : 0)) pthread_cond_wait(&shared->turned, &shared->mutex);
    ++shared->turn;
    pthread_cond_signal(&shared->turned);
    pthread_mutex_unlock(&shared->mutex);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", shared->turn);
  return shared->turn == 4 && status == 0 ? 0 : 1;
}
