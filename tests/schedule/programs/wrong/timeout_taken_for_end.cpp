// Takes a second of silence on a pipe for its end.
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
    for (int i = 0; i < 2; ++i)
      if (write(ends[1], "x", 1) != 1) _exit(1);
    _exit(0);
  }
  int bytes = 0;
  pollfd one = {ends[0], POLLIN, 0};
  while (bytes < 2 && poll(&one, 1, 1000) > 0) {
    char byte;
    bytes += static_cast<int>(read(ends[0], &byte, 1));
  }
  int status;
  waitpid(child, &status, 0);
  printf("%d bytes\n", bytes);
  return bytes == 2 ? 0 : 1;
}
