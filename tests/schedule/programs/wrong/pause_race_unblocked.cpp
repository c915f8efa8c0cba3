// Blocks the signal, looks, opens the mask and pauses: between the last two it comes and is gone.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;
static void note(int) { ended = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, nullptr);
  const pid_t one = fork();
  if (one == 0) _exit(0);
  if (!ended) {
    sigprocmask(SIG_UNBLOCK, &child, nullptr);
    pause();
  }
  waitpid(one, nullptr, 0);
  puts("ended");
}
