// Polls a pipe with a timeout of 10 ms until its child has written and closed it.
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    usleep(15000);
    _exit(write(ends[1], "word", 4) == 4 ? 0 : 1);
  }
  close(ends[1]);
  char buffer[16];
  size_t length = 0;
  for (;;) {
    pollfd one = {ends[0], POLLIN, 0};
    const int count = poll(&one, 1, 10);
    if (count < 0) return 1;
    if (count == 0) continue;
    const ssize_t got = read(ends[0], buffer + length, sizeof buffer - length);
    if (got <= 0) break;
    length += static_cast<size_t>(got);
  }
  int status;
  waitpid(child, &status, 0);
  printf("%zu bytes\n", length);
  return length == 4 && status == 0 ? 0 : 1;
}
