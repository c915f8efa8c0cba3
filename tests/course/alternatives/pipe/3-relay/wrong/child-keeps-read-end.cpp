// wrong: the child keeps the read end of its own pipe and stays behind, blocked, when the parent has ended
#include "copy.hpp"
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/wait.h>

int main() {
  int p[2];
  if (pipe(p) < 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    _exit(copy(0, p[1]) < 0 ? 1 : 0);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  const long lines = copy(p[0], 1);
  if (lines < 0) {
    perror("relay: copying");
    return 1;
  }
  printf("%ld lines\n", lines);
  if (fflush(stdout) != 0) {
    perror("relay: count");
    return 1;
  }
  waitpid(child, nullptr, 0);
  return 0;
}
