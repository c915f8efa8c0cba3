// A child writes twice, four bytes each. The parent reads until the end
// and says how many bytes each of its reads has got.
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  pipe(ends);
  if (fork() == 0) {
    write(ends[1], "ping", 4);
    write(ends[1], "pong", 4);
    _exit(0);
  }
  close(ends[1]);

  char buffer[100];
  ssize_t got;
  while ((got = read(ends[0], buffer, sizeof buffer)) > 0)
    dprintf(1, "%zd ", got);
  dprintf(1, "end\n");
  wait(nullptr);
}
