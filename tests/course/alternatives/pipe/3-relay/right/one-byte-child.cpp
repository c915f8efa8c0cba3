// right: the child moves one byte at a time, the parent takes what there is; descriptors 0 and 1 replaced with dup2(2)
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static bool put(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t n = write(STDOUT_FILENO, bytes, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

int main() {
  int p[2];
  if (pipe(p) < 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    dup2(p[1], STDOUT_FILENO);
    close(p[0]);
    close(p[1]);
    for (;;) {
      char byte;
      const ssize_t got = read(STDIN_FILENO, &byte, 1);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) _exit(got == 0 ? 0 : 1);
      if (!put(&byte, 1)) _exit(1);
    }
  }
  dup2(p[0], STDIN_FILENO);
  close(p[0]);
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  long lines = 0;
  char bytes[4096];
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      perror("relay: read");
      return 1;
    }
    if (got == 0) break;
    for (ssize_t i = 0; i < got; ++i) {
      if (bytes[i] == '\n') ++lines;
    }
    if (!put(bytes, static_cast<std::size_t>(got))) {
      perror("relay: write");
      return 1;
    }
  }
  const std::string count = std::to_string(lines) + " lines\n";
  if (!put(count.data(), count.size())) {
    perror("relay: write");
    return 1;
  }
  if (waitpid(child, nullptr, 0) < 0) perror("relay: waitpid");
  return 0;
}
