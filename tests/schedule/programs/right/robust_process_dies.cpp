// One of three processes dies with the robust mutex that they share; the count of the others is right.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int count;
};

static void add(Shared* shared) {
  if (pthread_mutex_lock(&shared->mutex) == EOWNERDEAD) pthread_mutex_consistent(&shared->mutex);
  ++shared->count;
  pthread_mutex_unlock(&shared->mutex);
}

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->mutex, &attributes);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      if (i == 1) {
        if (pthread_mutex_lock(&shared->mutex) == EOWNERDEAD) pthread_mutex_consistent(&shared->mutex);
        _exit(0);
      }
      add(shared);
      _exit(0);
    }
  while (wait(nullptr) > 0) {
  }
  add(shared);
  printf("%d\n", shared->count);
  return shared->count == 3 ? 0 : 1;
}
