// Writes into a pipe whose only read end has been closed. With the
// argument "ignore" it ignores SIGPIPE first.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc > 1 && strcmp(argv[1], "ignore") == 0) signal(SIGPIPE, SIG_IGN);

  int ends[2];
  pipe(ends);
  close(ends[0]);
  ssize_t put = write(ends[1], "hello", 5);
  if (put < 0) dprintf(1, "write failed with %s\n", strerrorname_np(errno));
  else dprintf(1, "write returned %zd\n", put);
}
