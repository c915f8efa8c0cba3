// Takes an interrupted read for the end of what there is.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing(int) {}

int main() {
  struct sigaction action = {};
  action.sa_handler = nothing;
  sigaction(SIGUSR1, &action, nullptr);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    if (write(ends[1], "a", 1) != 1) _exit(1);
    kill(getppid(), SIGUSR1);
    _exit(write(ends[1], "b", 1) == 1 ? 0 : 1);
  }
  close(ends[1]);
  char byte;
  int bytes = 0;
  while (read(ends[0], &byte, 1) > 0) ++bytes;
  close(ends[0]);
  while (waitpid(child, nullptr, 0) < 0) {
  }
  printf("%d bytes\n", bytes);
  return bytes == 2 ? 0 : 1;
}
