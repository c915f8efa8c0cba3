// wrong: forgets SIGQUIT in the set that is blocked: one during the section ends it
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  if (sigprocmask(SIG_BLOCK, &set, nullptr) < 0) return 1;
  dprintf(STDOUT_FILENO, "blocked\n");
  while (getchar() != EOF) continue;
  sigaddset(&set, SIGQUIT);
  sigprocmask(SIG_BLOCK, &set, nullptr);
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
