// Reaps one child for each SIGCHLD; when two end together there is one signal.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;
static void reap(int) {
  if (waitpid(-1, nullptr, WNOHANG) > 0) reaped = reaped + 1;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = reap;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t child, before;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &before);
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) _exit(0);
  while (reaped < 2) sigsuspend(&before);
  puts("2 reaped");
}
