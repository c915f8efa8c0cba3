// Sends two values with signals that do not queue: the second is lost when the first still waits.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 1; i <= 2; ++i) {
      sigval value;
      value.sival_int = i;
      sigqueue(getppid(), SIGUSR1, value);
    }
    _exit(0);
  }
  int sum = 0;
  while (sum < 3) {
    siginfo_t info;
    sigwaitinfo(&set, &info);
    sum += info.si_value.sival_int;
  }
  waitpid(child, nullptr, 0);
  puts("1 and 2");
}
