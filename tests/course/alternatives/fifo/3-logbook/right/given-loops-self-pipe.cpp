// right: the given loops; a child keeps watch: the handler writes into a pipe, and who reads it removes the FIFO
#include "lines.hpp"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

static int bell[2];
static const char* book_path;

static void ring(int) {
  const int kept = errno;
  (void)!write(bell[1], "!", 1);
  errno = kept;
}

static void* wait_for_the_bell(void*) {
  char byte;
  while (read(bell[0], &byte, 1) != 1) {}
  unlink(book_path);
  _exit(0);
}

static bool is_a_fifo(int fd) {
  struct stat about;
  return fstat(fd, &about) == 0 && S_ISFIFO(about.st_mode);
}

static int sorry(const char* path, const char* why) {
  fprintf(stderr, "logbook: %s: %s\n", path, why);
  return 1;
}

int main(int argc, char** argv) {
  const bool keeps = argc == 3 && strcmp(argv[1], "keep") == 0, posts = argc == 4 && strcmp(argv[1], "post") == 0;
  if (!keeps && !posts) {
    fputs("usage: logbook keep FIFO, or logbook post FIFO NAME\n", stderr);
    return 2;
  }
  book_path = argv[2];
  if (keeps && mkfifo(book_path, 0600) != 0 && errno != EEXIST) return sorry(book_path, strerror(errno));
  const int book = open(book_path, keeps ? O_RDWR : O_WRONLY);
  if (book < 0) return sorry(book_path, strerror(errno));
  if (!is_a_fifo(book)) return sorry(book_path, "no FIFO");
  signal(SIGPIPE, SIG_IGN);
  if (keeps) {
    pthread_t watch;
    if (pipe(bell) != 0 || pthread_create(&watch, nullptr, wait_for_the_bell, nullptr) != 0) return sorry("bell", "trouble");
    signal(SIGINT, ring);
    signal(SIGTERM, ring);
    write_all(1, "ready\n");
    print_lines(book);
    return sorry(book_path, strerror(errno));
  }
  std::string line;
  while (next_line(line)) {
    char entry[4096];
    const int size = snprintf(entry, sizeof entry, "%s: %s\n", argv[3], line.c_str());
    if (!write_all(book, std::string_view(entry, static_cast<size_t>(size)))) return sorry(book_path, strerror(errno));
  }
  return 0;
}
