// wrong: the handlers stand only after `ready`: who reads that and sends at once ends the program the hard way
#include "lines.hpp"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

static const char* book_path;

static int sorry() {
  perror(book_path);
  return 1;
}

static bool fifo(int fd) {
  struct stat about;
  if (fstat(fd, &about) == 0 && S_ISFIFO(about.st_mode)) return true;
  errno = EINVAL;
  return false;
}

static void stop(int) {
  unlink(book_path);
  _exit(0);
}

static int keep() {
  if (mkfifo(book_path, 0600) != 0 && errno != EEXIST) return sorry();
  int book = open(book_path, O_RDWR);
  if (book < 0 || !fifo(book)) return sorry();
  write_all(1, "ready\n");
  signal(SIGINT, stop);
  signal(SIGTERM, stop);
  print_lines(book);
  return 1;
}

static int post(const char* name) {
  signal(SIGPIPE, SIG_IGN);
  int book = open(book_path, O_WRONLY);
  if (book < 0 || !fifo(book)) return sorry();
  std::string line;
  while (next_line(line))
    if (!write_all(book, std::string(name) + ": " + line + "\n")) return sorry();
  return 0;
}

int main(int argc, char** argv) {
  if (argc >= 3) book_path = argv[2];
  if (argc == 3 && !strcmp(argv[1], "keep")) return keep();
  if (argc == 4 && !strcmp(argv[1], "post")) return post(argv[3]);
  fputs("usage: logbook keep FIFO | logbook post FIFO NAME\n", stderr);
  return 2;
}
