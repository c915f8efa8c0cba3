// Lets a signal in only while it polls: ppoll returns for the signal or for the byte, and both come.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t signals;
static void count(int) { signals = signals + 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = count;
  sigaction(SIGUSR1, &action, nullptr);
  sigset_t usr1, before;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &before);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
  }
  int bytes = 0;
  const timespec limit = {0, 50000000};
  while (signals == 0 || bytes == 0) {
    pollfd one = {bytes == 0 ? ends[0] : -1, POLLIN, 0};
    const int ready = ppoll(&one, 1, &limit, &before);
    if (ready < 0 && errno != EINTR) return 1;
    char byte;
    if (ready > 0) bytes += static_cast<int>(read(ends[0], &byte, 1));
  }
  int status;
  waitpid(child, &status, 0);
  printf("%d signal, %d byte\n", static_cast<int>(signals), bytes);
  return signals == 1 && bytes == 1 && status == 0 ? 0 : 1;
}
