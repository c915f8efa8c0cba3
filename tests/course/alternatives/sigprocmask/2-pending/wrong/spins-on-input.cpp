// wrong: makes its input non-blocking and reads until something comes: burns the processor while it waits
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
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
  fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
  ssize_t got;
  do got = read(STDIN_FILENO, piece, sizeof piece);
  while (got > 0 || (got < 0 && errno == EAGAIN));

  sigset_t waiting;
  sigpending(&waiting);
  const bool interrupt = sigismember(&waiting, SIGINT) == 1;
  const bool quit = sigismember(&waiting, SIGQUIT) == 1;
  if (interrupt) puts("pending SIGINT");
  if (quit) puts("pending SIGQUIT");
  if (!interrupt && !quit) puts("pending nothing");
  return 0;
}
