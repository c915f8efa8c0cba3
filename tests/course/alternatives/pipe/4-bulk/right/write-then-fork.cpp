// right: read(2) and write(2) only, the heading is written before the fork, 64 KiB at a time
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static char buffer[65536];

static bool write_all(int fd, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t put = write(fd, bytes, size);
    if (put < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes += put;
    size -= static_cast<size_t>(put);
  }
  return true;
}

static int child(const char* path, int to) {
  const int from = open(path, O_RDONLY | O_CLOEXEC);
  for (;;) {
    const ssize_t got = from < 0 ? -1 : read(from, buffer, sizeof buffer);
    if (got == 0) return 0;
    if (got < 0) {
      if (from >= 0 && errno == EINTR) continue;
      fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
      return 2;
    }
    if (!write_all(to, buffer, static_cast<size_t>(got))) return 1;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: bulk FILE\n");
    return 2;
  }
  const std::string heading = std::string("bulk: ") + argv[1] + "\n";
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  if (!write_all(1, heading.data(), heading.size())) {
    perror("bulk: standard output");
    return 1;
  }
  const pid_t pid = fork();
  if (pid < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (pid == 0) {
    close(p[0]);
    _exit(child(argv[1], p[1]));
  }
  close(p[1]);
  bool good = true;
  ssize_t got;
  while (good && (got = read(p[0], buffer, sizeof buffer)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    good = got > 0 && write_all(1, buffer, static_cast<size_t>(got));
    if (!good) perror("bulk: standard output");
  }
  close(p[0]);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (!good) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
