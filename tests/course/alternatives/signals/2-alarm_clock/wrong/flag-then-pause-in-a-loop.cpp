// The loop makes it look careful: still, between the look and pause there is room.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

static volatile sig_atomic_t rang = 0;
static void on_alarm(int) { rang = 1; }

int main(int argc, char** argv) {
  char* end = nullptr;
  long n = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (argc != 2 || argv[1][0] < '0' || argv[1][0] > '9' || *end || n < 1 || n > 1000000) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  signal(SIGALRM, on_alarm);
  puts("set");
  fflush(stdout);
  alarm(n);
  while (!rang) pause();
  puts("ring");
}
