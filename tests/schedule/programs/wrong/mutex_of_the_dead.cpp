// A child is killed while it holds a mutex that is not robust.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* mutex = static_cast<pthread_mutex_t*>(page);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(mutex, &attributes);
  const pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(mutex);
    pthread_mutex_unlock(mutex);
    for (;;) pause();
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  pthread_mutex_lock(mutex);
  puts("mine");
  pthread_mutex_unlock(mutex);
}
