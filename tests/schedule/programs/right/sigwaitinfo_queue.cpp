// Real-time signals queue, each with its value and in order; taken with sigwaitinfo.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 1; i <= 4; ++i) {
      sigval value;
      value.sival_int = i;
      if (sigqueue(getppid(), SIGRTMIN + 1, value) != 0) _exit(1);
    }
    _exit(0);
  }
  for (int i = 1; i <= 4; ++i) {
    siginfo_t info;
    if (sigwaitinfo(&set, &info) != SIGRTMIN + 1 || info.si_value.sival_int != i) return 1;
  }
  int status;
  waitpid(child, &status, 0);
  puts("1 2 3 4");
  return status;
}
