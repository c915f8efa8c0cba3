// wrong: what lacks its newline at the end is thrown away
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) return fputs("usage\n", stderr), 2;
  if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) return perror("mkfifo"), 1;
  int fd = open(argv[1], O_RDONLY);
  if (fd < 0) return perror("open"), 1;
  std::string all = "> ";
  char c;
  while (read(fd, &c, 1) == 1) {
    all += c;
    if (c != '\n') continue;
    if (write(1, all.data(), all.size()) < 0) return 1;
    all = "> ";
  }
}
