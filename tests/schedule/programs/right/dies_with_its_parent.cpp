// A child asks to be signalled when its parent ends, and looks whether that was so already.
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t parent = fork();
  if (parent == 0) {
    const pid_t me = getpid();
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (getppid() != me) _exit(0);
      for (;;) pause();
    }
    _exit(0);
  }
  close(ends[1]);
  char byte;
  const ssize_t got = read(ends[0], &byte, 1);  // the end: both have gone
  waitpid(parent, nullptr, 0);
  puts("both gone");
  return got == 0 ? 0 : 1;
}
