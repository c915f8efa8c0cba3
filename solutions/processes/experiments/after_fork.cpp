// The same with two processes: the child writes to the place where its
// parent has a variable.
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int number = 1;
  if (fork() == 0) {
    number = 42;
    dprintf(1, "the child: %d\n", number);
    _exit(0);
  }
  wait(nullptr);
  dprintf(1, "the parent: %d\n", number);
}
