// A handler reaps every child that has ended, however many SIGCHLD became one; main sleeps until all have gone.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;

static void reap(int) {
  const int saved = errno;
  while (waitpid(-1, nullptr, WNOHANG) > 0) reaped = reaped + 1;
  errno = saved;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = reap;
  action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t child, before;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &before);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) _exit(0);
  while (reaped < 3) sigsuspend(&before);
  printf("%d\n", static_cast<int>(reaped));
}
