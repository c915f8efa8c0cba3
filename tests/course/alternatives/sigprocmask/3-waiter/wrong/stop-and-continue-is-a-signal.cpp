// wrong: takes any return of sigtimedwait(2) for the signal: being stopped and continued starts it
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

static bool wait_for(int wanted) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, wanted);
  for (;;) {
    const timespec a_second{1, 0};
    if (sigtimedwait(&set, nullptr, &a_second) < 0 && errno == EAGAIN) continue;
    return true;
  }
}

int main() {
  sigset_t block;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigaddset(&block, SIGUSR2);
  sigprocmask(SIG_BLOCK, &block, nullptr);
  dprintf(STDOUT_FILENO, "ready\n");
  if (!wait_for(SIGUSR1)) return 1;
  dprintf(STDOUT_FILENO, "started\n");
  if (!wait_for(SIGUSR2)) return 1;
  dprintf(STDOUT_FILENO, "stopped\n");
  return 0;
}
