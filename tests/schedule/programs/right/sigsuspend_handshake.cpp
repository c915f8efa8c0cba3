// Parent and child answer each other's signals, which are let in only by sigsuspend: none is lost, none is doubled.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void count(int) { got = got + 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = count;
  sigaction(SIGUSR1, &action, nullptr);
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &before);
  const pid_t child = fork();
  const pid_t peer = child == 0 ? getppid() : child;
  for (int round = 1; round <= 3; ++round) {
    if (child != 0) kill(peer, SIGUSR1);
    while (got < round) sigsuspend(&before);
    if (child == 0) kill(peer, SIGUSR1);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", static_cast<int>(got));
  return got == 3 && status == 0 ? 0 : 1;
}
