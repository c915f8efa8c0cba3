// right: signals are let in only while ppoll sleeps; at the end of the input the FIFO is opened anew; post uses stdio
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

volatile sig_atomic_t told = 0;
void tell(int) { told = 1; }

void check_fifo(int fd, const char* path) {
  struct stat what;
  if (fd < 0 || fstat(fd, &what) != 0) {
    perror(path);
    exit(1);
  }
  if (!S_ISFIFO(what.st_mode)) {
    fprintf(stderr, "%s: that is no FIFO\n", path);
    exit(1);
  }
}

int open_book(const char* path) {
  const int fd = open(path, O_RDONLY | O_NONBLOCK);
  check_fifo(fd, path);
  return fd;
}

int keep(const char* path) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, &before);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = tell;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  if (mkfifo(path, S_IRUSR | S_IWUSR) < 0 && errno != EEXIST) {
    perror(path);
    return 1;
  }
  int book = open_book(path);
  puts("ready");
  fflush(stdout);
  std::string line;
  while (!told) {
    pollfd one = {book, POLLIN, 0};
    if (ppoll(&one, 1, nullptr, &before) < 0) continue;
    char piece[1000];
    const ssize_t n = read(book, piece, sizeof piece);
    if (n == 0) {  // all have gone: a fresh descriptor sleeps again until somebody comes
      const int fresh = open_book(path);
      close(book);
      book = fresh;
    }
    for (ssize_t i = 0; i < n; ++i) {
      line += piece[i];
      if (piece[i] != '\n') continue;
      fwrite(line.data(), 1, line.size(), stdout);
      line.clear();
    }
    fflush(stdout);
  }
  unlink(path);
  return 0;
}

int post(const char* path, const char* name) {
  struct sigaction ignore;
  memset(&ignore, 0, sizeof ignore);
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  const int fd = open(path, O_WRONLY);
  check_fifo(fd, path);
  FILE* book = fdopen(fd, "w");
  static char room[16384];
  setvbuf(book, room, _IOFBF, sizeof room);
  char line[4100];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    fprintf(book, "%s: %s\n", name, line);
    if (fflush(book) == EOF) {
      perror("logbook");
      _exit(1);
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && strcmp(argv[1], "keep") == 0) return keep(argv[2]);
  if (argc == 4 && strcmp(argv[1], "post") == 0) return post(argv[2], argv[3]);
  fprintf(stderr, "wrong arguments\n");
  return 2;
}
