// A child writes a million bytes into a pipe. The parent has the read end
// open, but never reads: it waits for the child to be done.
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  pipe(ends);
  if (fork() == 0) {
    close(ends[0]);
    for (int sent = 0; sent < 1'000'000; sent += 4096) {
      char block[4096] = {};
      if (write(ends[1], block, sizeof block) < 0) perror("write");
    }
    dprintf(1, "the child has written everything\n");
    _exit(0);
  }
  close(ends[1]);
  wait(nullptr);
  dprintf(1, "the parent goes on\n");
}
