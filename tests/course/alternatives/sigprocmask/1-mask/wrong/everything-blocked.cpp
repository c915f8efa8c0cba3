// wrong: blocks all signals: SIGTERM does not end it
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t set;
  sigset_t all;
  sigfillset(&all);
  if (sigprocmask(SIG_BLOCK, &all, nullptr) < 0) return 1;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  dprintf(STDOUT_FILENO, "blocked\n");
  while (getchar() != EOF) continue;
  dprintf(STDOUT_FILENO, "open\n");
  for (;;) {
    siginfo_t info;
    const int number = sigwaitinfo(&set, &info);
    if (number < 0) {
      if (errno == EINTR) continue;
      perror("mask: sigwaitinfo");
      return 1;
    }
    if (number == SIGINT) {
      dprintf(STDOUT_FILENO, "got SIGINT\n");
    } else {
      dprintf(STDOUT_FILENO, "got SIGQUIT\n");
      return 0;
    }
  }
}
