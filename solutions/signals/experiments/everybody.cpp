// A parent with two children, in a world where there is nobody else but
// process 1. The parent calls kill(-1, SIGTERM). It has a handler that
// says so; its children have none.
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

void in_parent(int) { write(1, "the parent got it\n", 18); }

int main() {
  signal(SIGTERM, in_parent);
  int ready[2];
  pipe(ready);
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      signal(SIGTERM, SIG_DFL);
      write(ready[1], "r", 1);
      for (;;) pause();
    }
  char both[2];
  for (int got = 0; got < 2;) got += read(ready[0], both + got, 2 - got);

  kill(-1, SIGTERM);
  int ended = 0, status;
  while (wait(&status) > 0)
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) ++ended;
  dprintf(1, "%d children were ended by it\n", ended);
}
