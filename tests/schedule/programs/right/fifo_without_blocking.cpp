// Tries to open a FIFO for writing until a reader is there; ENXIO only means not yet.
#include <errno.h>
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
    const int in = open(name, O_RDONLY);
    char byte;
    _exit(read(in, &byte, 1) == 1 ? 0 : 1);
  }
  int out;
  while ((out = open(name, O_WRONLY | O_NONBLOCK)) < 0) {
    if (errno != ENXIO) return 1;
    usleep(1000);
  }
  if (write(out, "x", 1) != 1) return 1;
  int status;
  waitpid(child, &status, 0);
  unlink(name);
  puts("met");
  return status;
}
