// Without SA_RESTART each call is made again when a signal has interrupted it: read, write and waitpid.
#include <errno.h>
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
    for (int i = 0; i < 3; ++i) {
      kill(getppid(), SIGUSR1);
      if (write(ends[1], "x", 1) != 1) _exit(1);
    }
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  for (int bytes = 0; bytes < 3;) {
    char byte;
    const ssize_t got = read(ends[0], &byte, 1);
    if (got == 1) ++bytes;
    else if (got == 0 || errno != EINTR) return 1;
  }
  int status = 1;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  puts("three bytes");
  return status;
}
