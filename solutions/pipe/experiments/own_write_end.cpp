// The same, but the parent does not close its own write end before it
// reads.
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  pipe(ends);
  if (fork() == 0) {
    write(ends[1], "abc", 3);
    _exit(0);
  }
  wait(nullptr);  // the child has ended, and its ends are closed

  char buffer[10];
  for (;;) {
    ssize_t got = read(ends[0], buffer, sizeof buffer);
    dprintf(1, "read returned %zd\n", got);
    if (got <= 0) break;
  }
}
