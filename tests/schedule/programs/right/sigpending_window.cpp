// Blocks signals while it works; afterwards asks which have come, and takes exactly those.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t handled;
static void handle(int) { handled = handled + 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = handle;
  sigaction(SIGUSR1, &action, nullptr);
  sigaction(SIGUSR2, &action, nullptr);
  sigset_t both, before, pending;
  sigemptyset(&both);
  sigaddset(&both, SIGUSR1);
  sigaddset(&both, SIGUSR2);
  sigprocmask(SIG_BLOCK, &both, &before);
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    kill(getppid(), SIGUSR2);
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  sigpending(&pending);
  const int waiting = sigismember(&pending, SIGUSR1) + sigismember(&pending, SIGUSR2);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  printf("%d waited, %d handled\n", waiting, static_cast<int>(handled));
  return waiting == 2 && handled == 2 ? 0 : 1;
}
