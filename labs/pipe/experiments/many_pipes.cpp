// One user makes pipes and lets each grow to a MiB, until the kernel
// refuses that. How large is the next new pipe?
#include <cstdio>
#include <cstring>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

int main() {
  int ends[2];
  for (int made = 0; made < 100; ++made) {
    if (pipe(ends) < 0) {
      dprintf(1, "pipe failed with %s\n", strerrorname_np(errno));
      return 0;
    }
    if (fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) < 0) break;
  }
  pipe(ends);
  int size = fcntl(ends[1], F_GETPIPE_SZ);
  dprintf(1, "the next pipe holds: %d bytes\n", size);
}
