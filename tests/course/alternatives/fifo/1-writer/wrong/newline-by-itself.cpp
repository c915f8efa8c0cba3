// wrong: the newline goes in with a second write; where there is room for the text alone, half a message is left
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  int fd = open(argv[1], O_WRONLY | O_NONBLOCK);
  if (fd < 0) {
    perror(argv[1]);
    return errno == ENXIO ? 3 : 1;
  }
  if (write(fd, argv[2], strlen(argv[2])) < 0 || write(fd, "\n", 1) < 0) {
    perror("write");
    return 1;
  }
  printf("sent %zu bytes\n", strlen(argv[2]) + 1);
}
