// A child is killed while it holds the robust mutex; what it left half done is repaired.
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int a, b;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->mutex, &attributes);
  int holds[2];
  if (pipe(holds) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(&shared->mutex);
    shared->a = 1;
    if (write(holds[1], "x", 1) != 1) _exit(1);
    for (;;) pause();
  }
  char byte;
  if (read(holds[0], &byte, 1) != 1) return 1;
  kill(child, SIGKILL);
  const int result = pthread_mutex_lock(&shared->mutex);
  if (result == EOWNERDEAD) {
    shared->b = shared->a;
    pthread_mutex_consistent(&shared->mutex);
  }
  pthread_mutex_unlock(&shared->mutex);
  waitpid(child, nullptr, 0);
  printf("%d %d\n", shared->a, shared->b);
  return result == EOWNERDEAD && shared->b == 1 ? 0 : 1;
}
