// Counts signals one for one; equal signals that wait are one.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t count;
static void add(int) { count = count + 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = add;
  sigaction(SIGUSR1, &action, nullptr);
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &before);
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 3; ++i) kill(getppid(), SIGUSR1);
    _exit(0);
  }
  while (count < 3) sigsuspend(&before);
  waitpid(child, nullptr, 0);
  puts("3");
}
