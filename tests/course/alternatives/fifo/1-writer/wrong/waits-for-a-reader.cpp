// wrong: opens without O_NONBLOCK and so waits for a reader, although it is to say that there is none
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  int fd = open(argv[1], O_WRONLY);
  if (fd < 0) {
    perror(argv[1]);
    return 1;
  }
  std::string m = std::string(argv[2]) + "\n";
  if (write(fd, m.c_str(), m.size()) < 0) {
    perror("write");
    return 1;
  }
  printf("sent %zu bytes\n", m.size());
}
