// right: the child moves standard input into the pipe with splice(2), read and write where that is not possible
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int write_whole(int to, const char* from, size_t size) {
  while (size != 0) {
    ssize_t n = write(to, from, size);
    if (n == -1) {
      if (errno == EINTR) continue;
      return -1;
    }
    from += n;
    size -= n;
  }
  return 0;
}

static void child(int to) {
  ssize_t n;
  do n = splice(0, nullptr, to, nullptr, 1 << 16, SPLICE_F_MOVE | SPLICE_F_MORE);
  while (n > 0 || (n == -1 && errno == EINTR));
  if (n == 0) _exit(0);
  // Not a pipe, for example a terminal: by hand.
  char bytes[4096];
  for (;;) {
    n = read(0, bytes, sizeof bytes);
    if (n == -1 && errno == EINTR) continue;
    if (n == -1) {
      perror("relay: child: read");
      _exit(1);
    }
    if (n == 0) _exit(0);
    if (write_whole(to, bytes, n) == -1) _exit(1);
  }
}

int main() {
  int p[2];
  if (pipe2(p, O_CLOEXEC) == -1) {
    perror("relay: pipe2");
    return 1;
  }
  pid_t pid = fork();
  if (pid == -1) {
    perror("relay: fork");
    return 1;
  }
  if (pid == 0) {
    close(p[0]);
    child(p[1]);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  static char bytes[65536];
  unsigned long lines = 0;
  int result = 0;
  for (;;) {
    ssize_t n = read(p[0], bytes, sizeof bytes);
    if (n == -1 && errno == EINTR) continue;
    if (n <= 0) {
      result = static_cast<int>(n);
      break;
    }
    for (char* at = bytes; (at = static_cast<char*>(memchr(at, '\n', bytes + n - at))) != nullptr; ++at) ++lines;
    if ((result = write_whole(1, bytes, n)) == -1) break;
  }
  if (result == 0) {
    char tail[50];
    snprintf(tail, sizeof tail, "%lu lines\n", lines);
    result = write_whole(1, tail, strlen(tail));
  }
  if (result == -1) fprintf(stderr, "relay: %s\n", strerror(errno));
  close(p[0]);
  while (waitpid(pid, nullptr, 0) == -1 && errno == EINTR) continue;
  return result == -1 ? 1 : 0;
}
