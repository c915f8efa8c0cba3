// wrong: a watchdog: an alarm sends it the stop that nobody else has sent for a minute
#include <csignal>
#include <cstdio>
#include <initializer_list>
#include <unistd.h>

static volatile sig_atomic_t start = 0, stop = 0;

extern "C" void on_signal(int number) { (number == SIGUSR1 ? start : stop) = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  for (const int number : {SIGUSR1, SIGUSR2, SIGALRM}) sigaction(number, &action, nullptr);
  sigset_t all, none;
  sigemptyset(&none);
  sigfillset(&all);
  sigdelset(&all, SIGTERM);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  dprintf(1, "ready\n");
  while (!start) sigsuspend(&none);
  dprintf(1, "started\n");
  alarm(60);
  while (!stop) sigsuspend(&none);
  dprintf(1, "stopped\n");
  return 0;
}
