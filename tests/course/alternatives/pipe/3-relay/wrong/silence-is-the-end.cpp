// wrong: the parent takes five seconds without a byte for the end, prints its count and ends its child
#include "copy.hpp"
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <sys/wait.h>

int main() {
  int p[2];
  if (pipe(p) < 0) return perror("relay: pipe"), 1;
  const pid_t child = fork();
  if (child < 0) return perror("relay: fork"), 1;
  if (child == 0) {
    close(p[0]);
    _exit(copy(0, p[1]) < 0);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  long lines = 0;
  bool good = true;
  for (char bytes[4096]; good;) {
    pollfd in = {p[0], POLLIN, 0};
    if (poll(&in, 1, 5000) == 0) break;
    const ssize_t got = read(p[0], bytes, sizeof bytes);
    if (got <= 0) break;
    for (ssize_t i = 0; i < got; ++i) lines += bytes[i] == '\n';
    good = write_all(1, bytes, got);
  }
  if (good) good = dprintf(1, "%ld lines\n", lines) > 0;
  if (!good) perror("relay");
  close(p[0]);
  kill(child, SIGTERM);
  waitpid(child, nullptr, 0);
  return good ? 0 : 1;
}
