// wrong: one byte too many, the NUL behind the text goes along
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 3) return fputs("usage\n", stderr), 2;
  int fd = open(argv[1], O_WRONLY | O_NONBLOCK);
  if (fd < 0) {
    int e = errno;
    perror(argv[1]);
    return e == ENXIO ? 3 : 1;
  }
  char message[5000];
  int n = snprintf(message, sizeof message, "%s\n", argv[2]);
  if (write(fd, message, n + 1) < 0) return perror("write"), 1;
  printf("sent %d bytes\n", n);
}
