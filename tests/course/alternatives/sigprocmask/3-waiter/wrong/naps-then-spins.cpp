// wrong: sleeps for a second, and looks for the signal without a pause from then on
#include <csignal>
#include <cstdio>
#include <unistd.h>

static bool is_pending(int number) {
  sigset_t waiting;
  sigpending(&waiting);
  return sigismember(&waiting, number) == 1;
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGUSR1);
  sigaddset(&both, SIGUSR2);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  setvbuf(stdout, nullptr, _IOLBF, 0);
  puts("ready");
  sleep(1);
  while (!is_pending(SIGUSR1)) {}
  puts("started");
  while (!is_pending(SIGUSR2)) {}
  puts("stopped");
  return 0;
}
