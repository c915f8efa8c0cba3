// How many bytes fit into a pipe that nobody reads, and what the kernel
// itself says to that.
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

int main() {
  int ends[2];
  pipe2(ends, O_NONBLOCK);
  dprintf(1, "F_GETPIPE_SZ: %d bytes\n", fcntl(ends[1], F_GETPIPE_SZ));

  long fits = 0;
  while (write(ends[1], "x", 1) == 1) ++fits;
  dprintf(1, "it took: %ld bytes\n", fits);
}
