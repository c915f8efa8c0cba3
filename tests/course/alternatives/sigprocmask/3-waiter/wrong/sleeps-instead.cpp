// wrong: two seconds of sleep stand for the start, two more for the stop; that the signals come is taken for granted
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGUSR1);
  sigaddset(&both, SIGUSR2);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  setvbuf(stdout, nullptr, _IOLBF, 0);
  puts("ready");
  sleep(2);
  puts("started");
  sleep(2);
  puts("stopped");
  return 0;
}
