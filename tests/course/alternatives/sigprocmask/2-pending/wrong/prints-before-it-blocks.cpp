// wrong: prints `blocked` a moment before it blocks: a signal between the two ends it
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t keep;
  sigemptyset(&keep);
  sigaddset(&keep, SIGINT);
  sigaddset(&keep, SIGQUIT);
  puts("blocked");
  fflush(stdout);
  sigprocmask(SIG_BLOCK, &keep, nullptr);

  char piece[4096];
  while (read(STDIN_FILENO, piece, sizeof piece) > 0) continue;

  sigset_t waiting;
  sigpending(&waiting);
  const bool interrupt = sigismember(&waiting, SIGINT) == 1;
  const bool quit = sigismember(&waiting, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
