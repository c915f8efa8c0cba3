// Opens the mask before the handler stands: the waiting signal ends the process.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int) { got = 1; }

int main() {
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &before);
  const pid_t child = fork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    struct sigaction action = {};
    action.sa_handler = note;
    sigaction(SIGUSR1, &action, nullptr);
    sigprocmask(SIG_BLOCK, &usr1, nullptr);
    while (!got) sigsuspend(&before);
    _exit(0);
  }
  kill(child, SIGUSR1);
  int status;
  waitpid(child, &status, 0);
  puts(WIFSIGNALED(status) ? "killed" : "ended");
  return status == 0 ? 0 : 1;
}
