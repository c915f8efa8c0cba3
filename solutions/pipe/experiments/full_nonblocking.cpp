// One process writes into a pipe that nobody reads, with O_NONBLOCK.
#include <cstdio>
#include <cstring>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

int main() {
  int ends[2];
  pipe2(ends, O_NONBLOCK);
  char block[1000] = {};
  for (int sent = 0; sent < 1'000'000; sent += 1000) {
    ssize_t put = write(ends[1], block, sizeof block);
    if (put < 0) {
      dprintf(1, "write failed with %s\n", strerrorname_np(errno));
      return 0;
    }
    if (put == 0) {
      dprintf(1, "write returned 0\n");
      return 0;
    }
  }
  dprintf(1, "everything is written\n");
}
