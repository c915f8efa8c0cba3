// Blocks a signal, sends it to itself five times, unblocks it, and says
// how often the handler was called. The argument says which signal.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

volatile sig_atomic_t calls = 0;
void count(int) { calls = calls + 1; }

int main(int, char** argv) {
  int number = strcmp(argv[1], "SIGUSR1") == 0 ? SIGUSR1 : SIGRTMIN;
  struct sigaction action = {};
  action.sa_handler = count;
  sigaction(number, &action, nullptr);

  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  for (int i = 0; i < 5; ++i) kill(getpid(), number);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  dprintf(1, "signals sent: 5\n");
  dprintf(1, "signals handled: %d\n", static_cast<int>(calls));
}
