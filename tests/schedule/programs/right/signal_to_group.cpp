// Ends a whole process group with one kill, after all its members have said that they are in it.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pid_t leader = 0;
  for (int i = 0; i < 3; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      setpgid(0, leader);
      if (write(ends[1], "x", 1) != 1) _exit(1);
      for (;;) pause();
    }
    setpgid(child, leader);
    if (leader == 0) leader = child;
  }
  char byte;
  for (int i = 0; i < 3; ++i)
    if (read(ends[0], &byte, 1) != 1) return 1;
  kill(-leader, SIGTERM);
  int status, ended = 0;
  while (wait(&status) > 0) ended += WIFSIGNALED(status) ? 1 : 0;
  printf("%d\n", ended);
  return ended == 3 ? 0 : 1;
}
