// Does not wait again when waitpid was interrupted, and reads a status that nobody wrote.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing(int) {}

int main() {
  struct sigaction action = {};
  action.sa_handler = nothing;
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(4);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int seen = WEXITSTATUS(status);
  while (waitpid(child, &status, 0) > 0) {
  }
  printf("%d\n", seen);
  return seen == 4 ? 0 : 1;
}
