// wrong: an alarm after five seconds makes it report what has come so far; only then it waits for the rest of the work
#include <csignal>
#include <cstdio>
#include <unistd.h>

static sigset_t came;

static void report() {
  sigpending(&came);
  const int interrupted = sigismember(&came, SIGINT), quit = sigismember(&came, SIGQUIT);
  if (interrupted) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupted && !quit) puts("pending nothing");
  fflush(stdout);
}

extern "C" void too_long(int) {
  report();
  _exit(0);
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  signal(SIGALRM, too_long);
  alarm(5);
  puts("blocked");
  fflush(stdout);
  while (getchar() != EOF) continue;
  alarm(0);
  report();
  return 0;
}
