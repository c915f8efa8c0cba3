// One user makes pipes and lets each grow to a MiB, until the kernel
// refuses that, and then twenty more. How large are the first and the last?
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

int main() {
  int ends[2];
  int more = 20;
  int first = 0;
  for (bool grows = true; grows || more > 0;) {
    if (pipe(ends) < 0) {
      dprintf(1, "pipe failed with %s\n", strerrorname_np(errno));
      return 0;
    }
    if (first == 0) first = fcntl(ends[1], F_GETPIPE_SZ);
    if (grows) grows = fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) > 0;
    else --more;
  }
  dprintf(1, "the first pipe held: %d bytes\n", first);
  int last = fcntl(ends[1], F_GETPIPE_SZ);
  dprintf(1, "the last pipe holds: %d bytes\n", last);
}
