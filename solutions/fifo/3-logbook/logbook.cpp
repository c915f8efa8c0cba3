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

//[fix wrong-file]
//|
// A name says nothing about what it stands for; the open file does (fstat(2)).
bool is_fifo(int fd) {
  struct stat file {};
  return ::fstat(fd, &file) == 0 && S_ISFIFO(file.st_mode);
}

int no_fifo(const char* path) {
  std::fprintf(stderr, "logbook: %s is no FIFO\n", path);
  return 1;
}
//[end]

//[fix never-unlinked]
//|
const char* to_remove = nullptr;

// Told to stop. A handler may call unlink(2) and _exit(2) at any moment: see signal-safety(7).
void leave(int) {
  ::unlink(to_remove);
  ::_exit(0);
}

bool remove_when_told(const char* path) {
  to_remove = path;
  struct sigaction action {};
  action.sa_handler = leave;
  return ::sigaction(SIGINT, &action, nullptr) == 0 && ::sigaction(SIGTERM, &action, nullptr) == 0;
}
//[end]

int keep(const char* path) {
  if (::mkfifo(path, 0600) != 0 && errno != EEXIST) return trouble(path);
  // To write as well: with a writer of its own, reading never comes to an end, whoever else comes and goes (fifo(7)).
  const int book = ::open(path, O_RDWR);
  if (book < 0) return trouble(path);
  //[fix wrong-file]
  //|
  if (!is_fifo(book)) return no_fifo(path);
  //[end]
  //[fix never-unlinked]
  //|
  if (!remove_when_told(path)) return trouble("sigaction");
  //[end]
  if (!write_all(STDOUT_FILENO, "ready\n")) return trouble("standard output");
  print_lines(book);
  //[fix never-unlinked]
  //| ::unlink(path);
  //| return 0;
  return trouble(path);  // from that loop only an error leads here
  //[end]
}

int post(const char* path, const std::string& name) {
  //[fix reader-gone]
  //|
  // signal(7): a write that nobody can read ends the process, unless SIGPIPE is ignored: then it fails with EPIPE.
  std::signal(SIGPIPE, SIG_IGN);
  //[end]
  const int book = ::open(path, O_WRONLY);  // waits until there is a keeper
  if (book < 0) return trouble(path);
  //[fix wrong-file]
  //|
  if (!is_fifo(book)) return no_fifo(path);
  //[end]
  for (std::string line; next_line(line);) {
    //[fix interleaving]
    //| const bool put = write_all(book, name) && write_all(book, ": ") && write_all(book, line) && write_all(book, "\n");
    // pipe(7): a write of up to PIPE_BUF bytes goes in whole; between two writes there is room for others.
    const bool put = write_all(book, name + ": " + line + "\n");
    //[end]
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
