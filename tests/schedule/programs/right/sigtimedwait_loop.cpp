// Takes a signal with sigtimedwait, again after each timeout.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t usr1;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, nullptr);
  const pid_t child = fork();
  if (child == 0) {
    usleep(3000);
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  siginfo_t info;
  int got;
  do {
    const timespec limit = {0, 1000000};
    got = sigtimedwait(&usr1, &info, &limit);
  } while (got < 0 && (errno == EAGAIN || errno == EINTR));
  int status;
  waitpid(child, &status, 0);
  printf("signal %d\n", got);
  return got == SIGUSR1 && info.si_pid == child && status == 0 ? 0 : 1;
}
