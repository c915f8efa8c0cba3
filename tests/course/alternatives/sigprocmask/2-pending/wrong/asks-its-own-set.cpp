// wrong: looks into the set that it has blocked instead of asking what is pending: always reports both
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

  const bool interrupt = sigismember(&keep, SIGINT) == 1;
  const bool quit = sigismember(&keep, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
