// logbook keep FIFO        prints each line that is posted, until it is told to stop (SIGINT, SIGTERM).
// logbook post FIFO NAME   posts each line of standard input under this name.
#include "lines.hpp"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int trouble(const char* with) {
  std::fprintf(stderr, "logbook: ");
  std::perror(with);
  return 1;
}



int keep(const char* path) {
  if (::mkfifo(path, 0600) != 0 && errno != EEXIST) return trouble(path);
  // To write as well: with a writer of its own, reading never comes to an end, whoever else comes and goes (fifo(7)).
  const int book = ::open(path, O_RDWR);
  if (book < 0) return trouble(path);
  if (!write_all(STDOUT_FILENO, "ready\n")) return trouble("standard output");
  print_lines(book);
  ::unlink(path);
  return 0;
}

int post(const char* path, const std::string& name) {
  const int book = ::open(path, O_WRONLY);  // waits until there is a keeper
  if (book < 0) return trouble(path);
  for (std::string line; next_line(line);) {
    const bool put = write_all(book, name) && write_all(book, ": ") && write_all(book, line) && write_all(book, "\n");
    if (!put) return trouble(path);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "keep") == 0) return keep(argv[2]);
  if (argc == 4 && std::strcmp(argv[1], "post") == 0) return post(argv[2], argv[3]);
  std::fprintf(stderr, "usage: logbook keep FIFO\n       logbook post FIFO NAME\n");
  return 2;
}
