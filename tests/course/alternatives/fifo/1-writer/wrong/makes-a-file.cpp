// wrong: O_CREAT, as one is used to it: where no FIFO is, there is a regular file afterwards, with the message in it
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: writer FIFO TEXT\n");
    return 2;
  }
  int fd = open(argv[1], O_WRONLY | O_CREAT | O_NONBLOCK, 0644);
  if (fd < 0) {
    int e = errno;
    perror("open");
    return e == ENXIO ? 3 : 1;
  }
  std::string text = argv[2];
  text += '\n';
  if (write(fd, text.data(), text.size()) < 0) {
    perror("write");
    return 1;
  }
  printf("sent %zu bytes\n", text.size());
}
