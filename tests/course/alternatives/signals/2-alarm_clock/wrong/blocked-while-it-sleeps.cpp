// Waits with sleep, and keeps SIGALRM blocked meanwhile: nobody can make it ring.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

int main(int argc, char** argv) {
  char* end = nullptr;
  long n = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (argc != 2 || argv[1][0] < '0' || argv[1][0] > '9' || *end || n < 1 || n > 1000000) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  puts("set");
  fflush(stdout);
  sleep(n);
  puts("ring");
}
