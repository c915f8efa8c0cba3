// Blocks SIGINT, sends it three times, and looks at what is pending,
// before and after it has been let through.
#include <csignal>
#include <cstdio>
#include <unistd.h>

volatile sig_atomic_t calls = 0;
void handler(int) { calls = calls + 1; }

bool is_pending() {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT);
}

int main() {
  signal(SIGINT, handler);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  for (int i = 0; i < 3; ++i) kill(getpid(), SIGINT);
  dprintf(1, "pending: %s\n", is_pending() ? "yes" : "no");
  sigprocmask(SIG_UNBLOCK, &set, nullptr);
  dprintf(1, "times handled: %d\n", static_cast<int>(calls));
  dprintf(1, "still pending: %s\n", is_pending() ? "yes" : "no");
}
