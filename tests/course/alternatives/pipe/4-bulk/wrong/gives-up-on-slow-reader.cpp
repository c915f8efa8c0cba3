// wrong: a reader that takes nothing for ten seconds counts as gone: the rest of the file is not written
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static bool put(const char* bytes, ssize_t size) {
  while (size > 0) {
    pollfd out = {1, POLLOUT, 0};
    if (poll(&out, 1, 10'000) == 0) return false;
    const ssize_t some = write(1, bytes, static_cast<size_t>(size));
    if (some < 0) return false;
    bytes += some;
    size -= some;
  }
  return true;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: bulk FILE\n");
    return 2;
  }
  printf("bulk: %s\n", argv[1]);
  fflush(stdout);
  fcntl(1, F_SETFL, O_NONBLOCK);
  int p[2];
  if (pipe(p) != 0) return perror("bulk: pipe"), 1;
  const pid_t child = fork();
  if (child < 0) return perror("bulk: fork"), 1;
  char bytes[4096];
  if (child == 0) {
    close(p[0]);
    const int file = open(argv[1], O_RDONLY);
    for (ssize_t got = 1; got > 0;) {
      got = file < 0 ? -1 : read(file, bytes, sizeof bytes);
      if (got < 0) {
        perror(argv[1]);
        _exit(2);
      }
      for (ssize_t at = 0; at < got;) {
        const ssize_t some = write(p[1], bytes + at, static_cast<size_t>(got - at));
        if (some < 0) _exit(1);
        at += some;
      }
    }
    _exit(0);
  }
  close(p[1]);
  bool good = true;
  for (ssize_t got; good && (got = read(p[0], bytes, sizeof bytes)) > 0;) good = put(bytes, got);
  close(p[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!good) {
    fprintf(stderr, "bulk: nobody reads\n");
    return 1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
