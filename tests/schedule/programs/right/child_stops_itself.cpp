// A child stops itself to say that it is ready, and goes on when its parent has seen it.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(4);
  }
  int status;
  if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status)) return 1;
  kill(child, SIGCONT);
  waitpid(child, &status, 0);
  printf("%d\n", WEXITSTATUS(status));
  return WEXITSTATUS(status) == 4 ? 0 : 1;
}
