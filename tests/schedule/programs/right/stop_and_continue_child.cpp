// A parent stops its child, learns that it has stopped, lets it go on, and ends it.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0)
    for (;;) pause();
  int status, seen = 0;
  kill(child, SIGSTOP);
  if (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) ++seen;
  kill(child, SIGCONT);
  if (waitpid(child, &status, WCONTINUED) == child && WIFCONTINUED(status)) ++seen;
  kill(child, SIGTERM);
  if (waitpid(child, &status, 0) == child && WIFSIGNALED(status)) ++seen;
  printf("%d\n", seen);
  return seen == 3 ? 0 : 1;
}
