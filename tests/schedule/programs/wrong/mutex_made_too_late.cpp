// The mutex in shared memory is made after the child was started: who holds it then holds it no longer.
#include <atomic>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  std::atomic<int> inside;
  pthread_mutex_t guard;
};

static bool alone(Shared* shared) {
  pthread_mutex_lock(&shared->guard);
  const bool alone = ++shared->inside == 1;
  if (write(1, ".", 1) != 1) _exit(1);
  --shared->inside;
  pthread_mutex_unlock(&shared->guard);
  return alone;
}

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = new (page) Shared();
  if (fork() == 0) _exit(alone(shared) ? 0 : 1);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->guard, &attributes);
  const bool first = alone(shared);
  int status = 1;
  wait(&status);
  puts(first && status == 0 ? "one at a time" : "both inside");
  return first && status == 0 ? 0 : 1;
}
