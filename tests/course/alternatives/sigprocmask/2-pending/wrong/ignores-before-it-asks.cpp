// wrong: ignores both before it asks, so that they cannot end it: that throws away what was pending
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

  char piece[4096];
  while (read(STDIN_FILENO, piece, sizeof piece) > 0) continue;

  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  sigset_t waiting;
  sigpending(&waiting);
  const bool interrupt = sigismember(&waiting, SIGINT) == 1;
  const bool quit = sigismember(&waiting, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
