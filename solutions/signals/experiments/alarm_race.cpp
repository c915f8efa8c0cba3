// The alarm again, now with a handler, as a child that is told to wake up:
// the parent sends the signal as soon as the child has its handler.
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

void do_nothing(int) {}

int main() {
  int ready[2];
  pipe(ready);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGUSR1, do_nothing);
    write(ready[1], "r", 1);
    pause();
    write(1, "woken up\n", 9);
    _exit(0);
  }
  char byte;
  read(ready[0], &byte, 1);
  kill(child, SIGUSR1);
  wait(nullptr);
}
