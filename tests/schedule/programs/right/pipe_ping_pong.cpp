// Two pipes, one byte to and fro.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int there[2], back[2];
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  const pid_t child = fork();
  char ball = 'a';
  if (child == 0) {
    close(there[1]);
    while (read(there[0], &ball, 1) == 1) {
      ++ball;
      if (write(back[1], &ball, 1) != 1) _exit(1);
    }
    _exit(0);
  }
  close(there[0]);
  for (int i = 0; i < 4; ++i)
    if (write(there[1], &ball, 1) != 1 || read(back[0], &ball, 1) != 1) return 1;
  close(there[1]);
  int status;
  waitpid(child, &status, 0);
  printf("%c\n", ball);
  return ball == 'e' && status == 0 ? 0 : 1;
}
