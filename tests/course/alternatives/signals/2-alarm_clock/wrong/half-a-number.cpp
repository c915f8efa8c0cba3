// atoi: "5x" is 5.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

int main(int argc, char** argv) {
  int n = argc == 2 ? atoi(argv[1]) : 0;
  if (n < 1 || n > 1000000) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  puts("set");
  fflush(stdout);
  alarm(n);
  int got;
  sigwait(&set, &got);
  puts("ring");
}
