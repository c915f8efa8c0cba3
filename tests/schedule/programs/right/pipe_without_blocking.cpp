// Both ends do not block: the writer polls until it may write, the reader until there is something.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe2(ends, O_NONBLOCK) != 0) return 1;
  fcntl(ends[1], F_SETPIPE_SZ, 4096);
  const pid_t child = fork();
  static char bytes[3000];
  if (child == 0) {
    close(ends[0]);
    for (int left = 12000; left > 0;) {
      pollfd one = {ends[1], POLLOUT, 0};
      poll(&one, 1, -1);
      const ssize_t written = write(ends[1], bytes, left < 3000 ? static_cast<size_t>(left) : sizeof bytes);
      if (written < 0 && errno != EAGAIN) _exit(1);
      if (written > 0) left -= static_cast<int>(written);
    }
    _exit(0);
  }
  close(ends[1]);
  long sum = 0;
  for (;;) {
    const ssize_t got = read(ends[0], bytes, sizeof bytes);
    if (got == 0) break;
    if (got > 0) {
      sum += got;
      continue;
    }
    if (errno != EAGAIN) return 1;
    pollfd one = {ends[0], POLLIN, 0};
    poll(&one, 1, -1);
  }
  int status;
  waitpid(child, &status, 0);
  printf("%ld\n", sum);
  return sum == 12000 && status == 0 ? 0 : 1;
}
