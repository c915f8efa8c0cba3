// right: SIGCHLD is ignored, so the kernel collects the child, and wait(2) sleeps until none is left (ECHILD)
#include "copy.hpp"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>

int main() {
  signal(SIGCHLD, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  int ends[2];
  if (pipe(ends) < 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    close(ends[0]);
    close(1);
    copy(0, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  int status = 0;
  const long lines = copy(ends[0], 1);
  if (lines < 0) {
    perror("relay: copy");
    status = 1;
  } else {
    printf("%ld lines\n", lines);
    if (fflush(stdout) != 0) {
      perror("relay: count");
      status = 1;
    }
  }
  close(ends[0]);
  while (wait(nullptr) >= 0 || errno == EINTR) continue;
  return status;
}
