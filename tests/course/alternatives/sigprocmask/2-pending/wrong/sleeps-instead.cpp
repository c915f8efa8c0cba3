// wrong: its section is a sleep of two seconds and not as long as its input
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t keep;
  sigemptyset(&keep);
  sigaddset(&keep, SIGINT);
  sigaddset(&keep, SIGQUIT);
  sigprocmask(SIG_BLOCK, &keep, nullptr);
  puts("blocked");
  fflush(stdout);

  sleep(2);

  sigset_t waiting;
  sigpending(&waiting);
  const bool interrupt = sigismember(&waiting, SIGINT) == 1;
  const bool quit = sigismember(&waiting, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
