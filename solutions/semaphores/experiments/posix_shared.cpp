// A parent waits at a POSIX semaphore in shared memory until its child has
// posted it. The argument is the second one of sem_init: 0 or 1.
#include <cstdio>
#include <cstdlib>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int, char** argv) {
  int access = PROT_READ | PROT_WRITE, flags = MAP_SHARED | MAP_ANONYMOUS;
  sem_t* done = static_cast<sem_t*>(
      mmap(nullptr, sizeof(sem_t), access, flags, -1, 0));
  sem_init(done, atoi(argv[1]), 0);
  if (fork() == 0) {
    sleep(1);  // in the experiment: when its parent is asleep
    sem_post(done);
    _exit(0);
  }
  sem_wait(done);
  dprintf(1, "the parent has been woken by its child\n");
  wait(nullptr);
}
