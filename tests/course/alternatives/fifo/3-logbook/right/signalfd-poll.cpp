// right: no handler: signals come through a signalfd, keep sleeps in poll; post writes with writev
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int die(const char* what) {
  perror(what);
  return 1;
}

static bool fifo(int fd) {
  struct stat s;
  return fstat(fd, &s) == 0 && (s.st_mode & S_IFMT) == S_IFIFO;
}

static void out(const char* p, size_t n) {
  while (n > 0) {
    ssize_t put = write(1, p, n);
    if (put < 0) _exit(1);
    p += put;
    n -= static_cast<size_t>(put);
  }
}

static int keep(const char* path) {
  if (mkfifo(path, 0600) != 0 && errno != EEXIST) return die(path);
  int in = open(path, O_RDONLY | O_NONBLOCK);
  if (in < 0) return die(path);
  if (!fifo(in)) {
    fprintf(stderr, "%s: not a FIFO\n", path);
    return 1;
  }
  int own = open(path, O_WRONLY);  // so that it never ends
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  int told = signalfd(-1, &set, 0);
  if (own < 0 || told < 0) return die("logbook");
  out("ready\n", 6);
  std::string rest;
  for (;;) {
    pollfd both[2] = {{in, POLLIN, 0}, {told, POLLIN, 0}};
    if (poll(both, 2, -1) < 0) continue;
    if (both[1].revents) {
      unlink(path);
      return 0;
    }
    char bytes[512];
    ssize_t n = read(in, bytes, sizeof bytes);
    for (ssize_t i = 0; i < n; ++i) {
      rest += bytes[i];
      if (bytes[i] != '\n') continue;
      out(rest.data(), rest.size());
      rest.clear();
    }
  }
}

static int post(const char* path, char* name) {
  signal(SIGPIPE, SIG_IGN);
  int book = open(path, O_WRONLY);
  if (book < 0) return die(path);
  if (!fifo(book)) {
    fprintf(stderr, "%s: not a FIFO\n", path);
    return 1;
  }
  char* line = nullptr;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, stdin)) > 0) {
    if (line[n - 1] == '\n') --n;
    char colon[] = ": ", newline[] = "\n";
    iovec parts[4] = {{name, strlen(name)}, {colon, 2}, {line, static_cast<size_t>(n)}, {newline, 1}};
    if (writev(book, parts, 4) < 0) return die("post");
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 3 && !strcmp(argv[1], "keep")) return keep(argv[2]);
  if (argc == 4 && !strcmp(argv[1], "post")) return post(argv[2], argv[3]);
  fputs("usage: logbook keep FIFO | post FIFO NAME\n", stderr);
  return 2;
}
