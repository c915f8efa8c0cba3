// Tries to keep out of the way of a signal, in three ways: a handler,
// SIG_IGN, and a blocked signal. The argument says which signal.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <unistd.h>

void handler(int) { write(1, "handled\n", 8); }

int main(int, char** argv) {
  int number = strcmp(argv[1], "SIGKILL") == 0 ? SIGKILL : SIGTERM;
  if (signal(number, handler) == SIG_ERR)
    dprintf(1, "a handler: %s\n", strerrorname_np(errno));
  if (signal(number, SIG_IGN) == SIG_ERR)
    dprintf(1, "ignore it: %s\n", strerrorname_np(errno));

  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  if (sigprocmask(SIG_BLOCK, &set, nullptr) == 0)
    dprintf(1, "sigprocmask: says that all is well\n");
  kill(getpid(), number);
  dprintf(1, "still here\n");
}
