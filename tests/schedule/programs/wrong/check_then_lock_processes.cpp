// Looks whether the place in shared memory is empty, and only then takes the semaphore.
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t guard;
  char message[16];
  int written;
};

int main() {
  auto* shared = static_cast<Shared*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  sem_init(&shared->guard, 1, 1);
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      if (strlen(shared->message) == 0) {
        sem_wait(&shared->guard);
        snprintf(shared->message, sizeof shared->message, "from %d", i);
        ++shared->written;
        sem_post(&shared->guard);
      }
      _exit(0);
    }
  while (wait(nullptr) > 0) {
  }
  printf("%d written\n", shared->written);
  return shared->written == 1 ? 0 : 1;
}
