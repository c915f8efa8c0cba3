// wrong: unblocks at the end what it had blocked: a second SIGUSR1 or SIGUSR2 that waits there ends it, not exit 0
#include <csignal>
#include <cstdio>

static void say(const char* line) {
  puts(line);
  fflush(stdout);
}

int main() {
  sigset_t both, one;
  int number;
  sigemptyset(&both);
  sigaddset(&both, SIGUSR1);
  sigaddset(&both, SIGUSR2);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  say("ready");

  sigemptyset(&one);
  sigaddset(&one, SIGUSR1);
  sigwait(&one, &number);
  say("started");

  sigemptyset(&one);
  sigaddset(&one, SIGUSR2);
  sigwait(&one, &number);
  say("stopped");
  sigprocmask(SIG_UNBLOCK, &both, nullptr);
  return 0;
}
