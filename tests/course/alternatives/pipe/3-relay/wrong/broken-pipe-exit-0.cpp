// wrong: complains when nobody reads its output, but ends with exit 0
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
    close(p[0]);
    _exit(copy(0, p[1]) < 0 ? 1 : 0);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  const long lines = copy(p[0], 1);
  bool good = lines >= 0;
  if (good) {
    char count[64];
    snprintf(count, sizeof count, "%ld lines\n", lines);
    good = write_all(1, count, static_cast<ssize_t>(strlen(count)));
  }
  if (!good) perror("relay: copying");
  close(p[0]);
  waitpid(child, nullptr, 0);
  return 0;
}
