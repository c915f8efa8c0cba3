// wrong: waits for ten seconds and then ends, though nothing has come
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

static bool wait_for(int wanted) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, wanted);
  for (;;) {
    const timespec a_while{10, 0};
    if (sigtimedwait(&set, nullptr, &a_while) == wanted) return true;
    if (errno != EINTR) return false;
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
