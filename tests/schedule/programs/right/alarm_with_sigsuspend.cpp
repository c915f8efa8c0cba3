// An alarm that is awaited with sigsuspend cannot be lost, however late the wait begins.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void ring(int) { rang = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = ring;
  sigaction(SIGALRM, &action, nullptr);
  sigset_t alarm_only, before;
  sigemptyset(&alarm_only);
  sigaddset(&alarm_only, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_only, &before);
  ualarm(2000, 0);
  while (!rang) sigsuspend(&before);
  puts("rang");
  return static_cast<int>(alarm(0));
}
