// The program executes itself in a child, which sees by a variable who it is.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  if (getenv("SECOND_IMAGE") != nullptr) return 9;
  const pid_t child = fork();
  if (child == 0) {
    setenv("SECOND_IMAGE", "yes", 1);
    execl("/proc/self/exe", "executes_itself", nullptr);
    _exit(127);
  }
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", WEXITSTATUS(status));
  return WEXITSTATUS(status) == 9 ? 0 : 1;
}
