// Selects on two pipes with a timeout that starts anew each time.
#include <stdio.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int pipes[2][2];
  for (auto& ends : pipes) {
    if (pipe(ends) != 0) return 1;
    if (fork() == 0) _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
    close(ends[1]);
  }
  int bytes = 0;
  bool open[2] = {true, true};
  while (open[0] || open[1]) {
    fd_set set;
    FD_ZERO(&set);
    int highest = -1;
    for (int i = 0; i < 2; ++i)
      if (open[i]) FD_SET(pipes[i][0], &set), highest = pipes[i][0] > highest ? pipes[i][0] : highest;
    timeval limit = {0, 5000};
    if (select(highest + 1, &set, nullptr, nullptr, &limit) < 0) return 1;
    for (int i = 0; i < 2; ++i) {
      char byte;
      if (!open[i] || !FD_ISSET(pipes[i][0], &set)) continue;
      if (read(pipes[i][0], &byte, 1) == 1) ++bytes;
      else open[i] = false;
    }
  }
  int status, sum = 0;
  while (wait(&status) > 0) sum += status;
  printf("%d bytes\n", bytes);
  return bytes == 2 && sum == 0 ? 0 : 1;
}
