// right: sendfile(2) from the file into the pipe, splice(2) from the pipe to the output; read and write as second choice
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/wait.h>
#include <unistd.h>

using Step = ssize_t (*)(int from, int to, size_t size);

static ssize_t by_sendfile(int from, int to, size_t size) { return sendfile(to, from, nullptr, size); }
static ssize_t by_splice(int from, int to, size_t size) { return splice(from, nullptr, to, nullptr, size, 0); }

enum class Result { done, cannot_read, cannot_write };

static Result by_hand(int from, int to) {
  char bytes[8192];
  for (;;) {
    const ssize_t got = read(from, bytes, sizeof bytes);
    if (got == 0) return Result::done;
    if (got < 0) {
      if (errno == EINTR) continue;
      return Result::cannot_read;
    }
    for (ssize_t at = 0; at < got;) {
      const ssize_t put = write(to, bytes + at, static_cast<size_t>(got - at));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return Result::cannot_write;
      at += put;
    }
  }
}

static Result move_all(Step step, int from, int to) {
  bool any = false;
  for (;;) {
    const ssize_t n = step(from, to, 1 << 16);
    if (n > 0) {
      any = true;
      continue;
    }
    if (n < 0 && errno == EINTR) continue;
    if (n == 0 && any) return Result::done;
    // Not possible with these two, a real error, or nothing at all (some files only read knows how to read):
    // by hand goes on at the same place and finds out.
    return by_hand(from, to);
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    dprintf(2, "usage: bulk FILE\n");
    return 2;
  }
  if (dprintf(1, "bulk: %s\n", argv[1]) < 0) {
    perror("bulk: heading");
    return 1;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  const pid_t pid = fork();
  if (pid < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (pid == 0) {
    close(p[0]);
    const int file = open(argv[1], O_RDONLY);
    const Result result = file < 0 ? Result::cannot_read : move_all(by_sendfile, file, p[1]);
    if (result == Result::cannot_read) dprintf(2, "bulk: %s: %s\n", argv[1], strerror(errno));
    _exit(result == Result::done ? 0 : result == Result::cannot_read ? 2 : 1);
  }
  close(p[1]);
  const Result result = move_all(by_splice, p[0], 1);
  if (result != Result::done) perror("bulk: standard output");
  close(p[0]);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  if (result != Result::done) return 1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
