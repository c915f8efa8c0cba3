// Selects for ever unless the flag is set; pselect with a mask would be right.
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int) { got = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = note;
  sigaction(SIGTERM, &action, nullptr);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGTERM);
    _exit(0);
  }
  while (!got) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(ends[0], &set);
    select(ends[0] + 1, &set, nullptr, nullptr, nullptr);
  }
  waitpid(child, nullptr, 0);
  puts("got it");
}
