// wrong: O_NONBLOCK and the first read: 0, because no writer has come yet, is taken for the end
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) return fputs("usage\n", stderr), 2;
  if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) return perror("mkfifo"), 1;
  int fd = open(argv[1], O_RDONLY | O_NONBLOCK);
  if (fd < 0) return perror("open"), 1;
  std::string line;
  char c;
  for (;;) {
    ssize_t n = read(fd, &c, 1);
    if (n == 0) break;
    if (n < 0) continue;
    if (c != '\n') line += c;
    else printf("> %s\n", line.c_str()), fflush(stdout), line.clear();
  }
}
