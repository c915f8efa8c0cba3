// Installs the handler when the child, which sends the signal, exists already.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int) { got = 1; }

int main() {
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR2);
    _exit(0);
  }
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR2, &action, nullptr);
  waitpid(child, nullptr, 0);
  puts(got ? "got it" : "nothing");
}
