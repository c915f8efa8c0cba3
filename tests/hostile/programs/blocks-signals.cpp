// Wants to hear of nothing, and waits.
#include <csignal>
#include <unistd.h>

int main() {
  sigset_t all;
  sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, nullptr);
  ::signal(SIGTERM, SIG_IGN);
  for (;;) ::pause();
}
