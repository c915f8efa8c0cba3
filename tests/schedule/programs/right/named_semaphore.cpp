// A named semaphore: each process opens it by its name; whoever is first makes it.
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* inside = static_cast<volatile int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  char name[32];
  snprintf(name, sizeof name, "/named.%d", static_cast<int>(getpid()));
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      sem_t* guard = sem_open(name, O_CREAT, 0600, 1);
      if (guard == SEM_FAILED) _exit(1);
      sem_wait(guard);
      *inside = *inside + 1;
      const bool alone = *inside == 1;
      *inside = *inside - 1;
      sem_post(guard);
      sem_close(guard);
      _exit(alone ? 0 : 1);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  sem_unlink(name);
  puts("one at a time");
  return failed;
}
