// A child writes three bytes into a pipe and ends. The parent reads until
// there is nothing left, and then once more.
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
  close(ends[1]);  // now the child has the only write end
  wait(nullptr);   // and now it is closed

  char buffer[10] = "?????????";
  ssize_t got = read(ends[0], buffer, sizeof buffer);
  dprintf(1, "the first read returned %zd\n", got);

  buffer[0] = '?';
  got = read(ends[0], buffer, sizeof buffer);
  dprintf(1, "the second read returned %zd\n", got);
  dprintf(1, "the buffer begins with byte %d\n", buffer[0]);
}
