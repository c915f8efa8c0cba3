// A FIFO whose ends meet in open; it is removed when both have it open.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char name[40];
  snprintf(name, sizeof name, "/tmp/fifo.%d", static_cast<int>(getpid()));
  if (mkfifo(name, 0600) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    const int out = open(name, O_WRONLY);
    for (int i = 0; i < 3; ++i)
      if (write(out, "abc", 3) != 3) _exit(1);
    _exit(0);
  }
  const int in = open(name, O_RDONLY);
  unlink(name);
  char buffer[4];
  ssize_t got, sum = 0;
  while ((got = read(in, buffer, sizeof buffer)) > 0) sum += got;
  int status;
  waitpid(child, &status, 0);
  printf("%zd\n", sum);
  return sum == 9 && status == 0 ? 0 : 1;
}
