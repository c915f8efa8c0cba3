// Pauses until the alarm, which may ring before the pause.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void ring(int) { rang = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = ring;
  sigaction(SIGALRM, &action, nullptr);
  alarm(1);
  if (!rang) pause();
  puts("rang");
}
