// Two POSIX timers with values of their own; both expiries are taken with sigwaitinfo.
#include <signal.h>
#include <stdio.h>
#include <time.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  timer_t timers[2];
  for (int i = 0; i < 2; ++i) {
    sigevent event = {};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGRTMIN;
    event.sigev_value.sival_int = 10 + i;
    if (timer_create(CLOCK_MONOTONIC, &event, &timers[i]) != 0) return 1;
    const itimerspec soon = {{0, 0}, {0, 2000000 - i * 1000000}};
    timer_settime(timers[i], 0, &soon, nullptr);
  }
  int sum = 0;
  for (int i = 0; i < 2; ++i) {
    siginfo_t info;
    if (sigwaitinfo(&set, &info) != SIGRTMIN || info.si_code != SI_TIMER) return 1;
    sum += info.si_value.sival_int;
  }
  for (const timer_t timer : timers) timer_delete(timer);
  printf("%d\n", sum);
  return sum == 21 ? 0 : 1;
}
