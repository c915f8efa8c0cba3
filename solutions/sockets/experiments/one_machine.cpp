// A pair of sockets between a parent and a child, with no address and no
// network. Each side says something on the same descriptor.
#include <cstdio>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) {
    dprintf(1, "there is no such thing here\n");
    return 0;
  }
  char heard[6] = {};
  if (fork() == 0) {
    read(ends[1], heard, 5);
    dprintf(1, "the child hears %s\n", heard);
    write(ends[1], "fine!", 5);
    _exit(0);
  }
  write(ends[0], "hello", 5);
  read(ends[0], heard, 5);
  dprintf(1, "the parent hears %s\n", heard);
  wait(nullptr);
}
