// A child waits with the signal blocked; its default action ends it after the mask is opened, never before.
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* prepared = static_cast<int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  sigset_t term, before;
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, &before);
  const pid_t child = fork();
  if (child == 0) {
    *prepared = 1;
    sigsuspend(&before);
    _exit(1);
  }
  kill(child, SIGTERM);
  int status;
  waitpid(child, &status, 0);
  printf("prepared %d\n", *prepared);
  return *prepared == 1 && WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM ? 0 : 1;
}
