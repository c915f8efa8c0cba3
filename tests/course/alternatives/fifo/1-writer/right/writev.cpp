// right: text and newline from two places in one writev(2), which is as atomic as a write(2)
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    dprintf(2, "writer FIFO TEXT\n");
    return 2;
  }
  int fd = open(argv[1], O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd == -1) {
    int e = errno;
    perror(argv[1]);
    return e == ENXIO ? 3 : 1;
  }
  char newline = '\n';
  iovec parts[2] = {{argv[2], strlen(argv[2])}, {&newline, 1}};
  ssize_t n = writev(fd, parts, 2);
  if (n == -1) {
    perror("writev");
    return 1;
  }
  dprintf(1, "sent %zd bytes\n", n);
  return close(fd) == 0 ? 0 : 1;
}
