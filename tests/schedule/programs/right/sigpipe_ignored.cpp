// Who ignores SIGPIPE is told by EPIPE that the reader has gone.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  signal(SIGPIPE, SIG_IGN);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[1]);
    char byte;
    _exit(read(ends[0], &byte, 1) == 1 ? 0 : 1);
  }
  close(ends[0]);
  int writes = 0;
  while (write(ends[1], "x", 1) == 1) ++writes;
  const int why = errno;
  int status;
  waitpid(child, &status, 0);
  puts("reader gone");
  return why == EPIPE && writes >= 1 && status == 0 ? 0 : 1;
}
