// Sets an alarm, sleeps in pause until it comes, and says so. With the
// argument "handler" there is a handler for SIGALRM, which does nothing.
#include <csignal>
#include <cstdio>
#include <unistd.h>

void do_nothing(int) {}

int main(int argc, char**) {
  if (argc > 1) signal(SIGALRM, do_nothing);
  alarm(1);
  pause();
  dprintf(1, "woken up\n");
}
