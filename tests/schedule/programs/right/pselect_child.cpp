// Sleeps in pselect, which alone lets SIGCHLD in, until all children are reaped.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing(int) {}

int main() {
  struct sigaction action = {};
  action.sa_handler = nothing;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t child, before;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &before);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) _exit(0);
  int reaped = 0;
  while (reaped < 3) {
    const timespec limit = {1, 0};
    if (pselect(0, nullptr, nullptr, nullptr, &limit, &before) < 0 && errno != EINTR) return 1;
    while (waitpid(-1, nullptr, WNOHANG) > 0) ++reaped;
  }
  printf("%d reaped\n", reaped);
}
