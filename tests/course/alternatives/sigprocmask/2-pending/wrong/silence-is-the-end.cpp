// wrong: half a second without work counts as the end of the work
#include <csignal>
#include <iostream>
#include <sys/select.h>
#include <unistd.h>

static bool more() {
  fd_set in;
  FD_ZERO(&in);
  FD_SET(0, &in);
  timeval patience{0, 500'000};
  if (select(1, &in, nullptr, nullptr, &patience) != 1) return false;
  char bytes[1000];
  return read(0, bytes, sizeof bytes) > 0;
}

int main() {
  sigset_t both, came;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  std::cout << "blocked" << std::endl;
  while (more()) continue;
  sigpending(&came);
  const bool interrupted = sigismember(&came, SIGINT), quit = sigismember(&came, SIGQUIT);
  if (interrupted) std::cout << "pending SIGINT\n";
  if (quit) std::cout << "pending SIGQUIT\n";
  if (!interrupted && !quit) std::cout << "pending nothing\n";
}
