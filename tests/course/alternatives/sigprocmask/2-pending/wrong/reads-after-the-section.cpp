// wrong: asks what is pending before it has read its input: what comes during the section is not reported
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

  sigset_t waiting;
  sigpending(&waiting);
  char piece[4096];
  while (read(STDIN_FILENO, piece, sizeof piece) > 0) continue;
  const bool interrupt = sigismember(&waiting, SIGINT) == 1;
  const bool quit = sigismember(&waiting, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
