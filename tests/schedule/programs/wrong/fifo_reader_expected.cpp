// Opens a FIFO for writing without waiting, and gives up when the reader is not there yet.
#include <fcntl.h>
#include <signal.h>
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
    const int in = open(name, O_RDONLY | O_NONBLOCK);
    char byte;
    while (read(in, &byte, 1) != 1) usleep(1000);
    _exit(0);
  }
  const int out = open(name, O_WRONLY | O_NONBLOCK);
  if (out < 0) kill(child, SIGTERM);
  else if (write(out, "x", 1) != 1) return 1;
  waitpid(child, nullptr, 0);
  unlink(name);
  puts(out < 0 ? "nobody reads" : "written");
  return out < 0 ? 1 : 0;
}
