// Looks every millisecond whether two seconds have passed: two thousand naps, and then it ends.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

int main() {
  signal(SIGALRM, [](int) { rang = 1; });
  alarm(2);
  while (rang == 0) usleep(1'000);
  puts("two seconds later");
  return 0;
}
