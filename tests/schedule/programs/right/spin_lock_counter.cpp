// A counter under a spin lock that two processes share.
// memory
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_spinlock_t lock;
  int count;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(page);
  pthread_spin_init(&shared->lock, PTHREAD_PROCESS_SHARED);
  const pid_t child = fork();
  for (int i = 0; i < 3; ++i) {
    pthread_spin_lock(&shared->lock);
    ++shared->count;
    pthread_spin_unlock(&shared->lock);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", shared->count);
  return shared->count == 6 && status == 0 ? 0 : 1;
}
