// Blocks SIGINT, sends it to itself, and says in which order things
// happen.
#include <csignal>
#include <cstdio>
#include <unistd.h>

void handler(int) { write(1, "handler\n", 8); }

int main() {
  signal(SIGINT, handler);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  kill(getpid(), SIGINT);
  write(1, "sent\n", 5);
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  write(1, "unblocked\n", 10);
}
