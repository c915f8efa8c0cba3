// Reads signals from a descriptor: its child's end, and a signal with a value.
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const int fd = signalfd(-1, &set, SFD_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) {
    sigval value;
    value.sival_int = 42;
    sigqueue(getppid(), SIGRTMIN, value);
    _exit(0);
  }
  int value = 0;
  bool ended = false;
  while (!ended || value == 0) {
    signalfd_siginfo info;
    if (read(fd, &info, sizeof info) != sizeof info) return 1;
    if (info.ssi_signo == SIGCHLD) ended = waitpid(child, nullptr, WNOHANG) == child;
    else value = info.ssi_int;
  }
  printf("%d\n", value);
  return value == 42 ? 0 : 1;
}
