// wrong: repeats the open until somebody is there, and the write until there is room: it is not to wait
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
  int fd;
  while ((fd = open(argv[1], O_WRONLY | O_NONBLOCK)) < 0 && errno == ENXIO) usleep(1000);
  if (fd < 0) {
    perror("open");
    return 1;
  }
  std::string text = std::string(argv[2]) + "\n";
  while (write(fd, text.data(), text.size()) < 0)
    if (errno != EAGAIN) return 1;
  printf("sent %zu bytes\n", text.size());
}
