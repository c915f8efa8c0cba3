// Asks again and again whether its child has ended.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  pid_t ended;
  while ((ended = waitpid(child, &status, WNOHANG)) == 0) usleep(300);
  printf("%d\n", WEXITSTATUS(status));
  return ended == child && WEXITSTATUS(status) == 7 ? 0 : 1;
}
