// Looks at the flag and then pauses: the child's signal comes in between.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int) { got = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  while (!got) pause();
  while (waitpid(child, nullptr, 0) < 0) {
  }
  puts("got it");
}
