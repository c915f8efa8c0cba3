// Looks whether a file is there, and creates it then, without O_EXCL: two can be the first.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char name[40];
  snprintf(name, sizeof name, "/tmp/first.%d", static_cast<int>(getpid()));
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      if (access(name, F_OK) == 0) _exit(0);
      const int fd = open(name, O_WRONLY | O_CREAT, 0600);
      _exit(fd >= 0 ? 1 : 2);
    }
  int status, first = 0;
  while (wait(&status) > 0) first += WEXITSTATUS(status);
  unlink(name);
  printf("%d were first\n", first);
  return first == 1 ? 0 : 1;
}
