// Leaves pause by siglongjmp: the usual way to close its window, for the jump works before the call too.
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile sig_atomic_t armed;

static void leave(int) {
  if (armed) siglongjmp(back, 1);
}

int main() {
  struct sigaction action = {};
  action.sa_handler = leave;
  sigaction(SIGUSR1, &action, nullptr);
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &before);
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  if (sigsetjmp(back, 1) == 0) {
    armed = 1;
    sigprocmask(SIG_SETMASK, &before, nullptr);
    for (;;) pause();
  }
  int status;
  waitpid(child, &status, 0);
  puts("left");
  return status;
}
