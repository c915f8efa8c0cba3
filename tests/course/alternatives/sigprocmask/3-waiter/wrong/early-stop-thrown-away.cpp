// wrong: a SIGUSR2 that comes before `started` is read and forgotten
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <sys/signalfd.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGUSR2);
  if (sigprocmask(SIG_BLOCK, &set, nullptr) != 0) return EXIT_FAILURE;
  const int fd = signalfd(-1, &set, SFD_CLOEXEC);
  std::cout << "ready" << std::endl;
  bool started = false;
  bool stop = false;
  while (!started || !stop) {
    signalfd_siginfo info;
    const ssize_t got = read(fd, &info, sizeof info);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return EXIT_FAILURE;
    if (info.ssi_signo == SIGUSR2 && started) stop = true;
    if (info.ssi_signo == SIGUSR1 && !started) {
      started = true;
      std::cout << "started" << std::endl;
    }
  }
  std::cout << "stopped" << std::endl;
}
