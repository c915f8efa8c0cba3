// A periodic timer whose handler counts; main sleeps in sigsuspend until it has seen three ticks.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks;
static void tick(int) { ticks = ticks + 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = tick;
  sigaction(SIGALRM, &action, nullptr);
  sigset_t alarm_only, before;
  sigemptyset(&alarm_only);
  sigaddset(&alarm_only, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_only, &before);
  itimerval each = {{0, 2000}, {0, 1000}};
  setitimer(ITIMER_REAL, &each, nullptr);
  while (ticks < 3) sigsuspend(&before);
  each = {};
  setitimer(ITIMER_REAL, &each, nullptr);
  puts("three ticks");
}
