// Who finds no mark makes the semaphore in shared memory; two can find none, and both are let in.
// pairs
#include <atomic>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  std::atomic<bool> made;
  std::atomic<int> inside;
  sem_t guard;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = new (page) Shared();
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      if (!shared->made) {
        sem_init(&shared->guard, 1, 1);
        shared->made = true;
      }
      sem_wait(&shared->guard);
      const bool alone = ++shared->inside == 1;
      if (write(1, ".", 1) != 1) _exit(1);
      --shared->inside;
      sem_post(&shared->guard);
      _exit(alone ? 0 : 1);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  puts(failed == 0 ? "one at a time" : "both inside");
  return failed == 0 ? 0 : 1;
}
