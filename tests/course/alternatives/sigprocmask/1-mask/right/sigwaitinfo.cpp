// right: both signals stay blocked for ever and are fetched by sigwaitinfo(2), which a stop interrupts
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  if (sigprocmask(SIG_BLOCK, &set, nullptr) < 0) return 1;
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
