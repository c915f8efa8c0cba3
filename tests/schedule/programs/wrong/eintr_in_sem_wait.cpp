// Goes on after sem_wait whether it has the semaphore or was interrupted.
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t filled;
  int value;
};
static void nothing(int) {}

int main() {
  auto* shared = static_cast<Shared*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  sem_init(&shared->filled, 1, 0);
  struct sigaction action = {};
  action.sa_handler = nothing;
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    shared->value = 6;
    sem_post(&shared->filled);
    _exit(0);
  }
  sem_wait(&shared->filled);
  const int seen = shared->value;
  while (waitpid(child, nullptr, 0) < 0) {
  }
  printf("%d\n", seen);
  return seen == 6 ? 0 : 1;
}
