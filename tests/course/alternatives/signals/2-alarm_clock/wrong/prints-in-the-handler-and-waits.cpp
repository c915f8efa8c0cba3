// The handler rings and ends; but the first line stays in the buffer until then.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

static void on_alarm(int) {
  printf("ring\n");
  exit(0);
}

int main(int argc, char** argv) {
  char* end = nullptr;
  long n = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (argc != 2 || argv[1][0] < '0' || argv[1][0] > '9' || *end || n < 1 || n > 1000000) {
    fprintf(stderr, "usage\n");
    return 2;
  }
  signal(SIGALRM, on_alarm);
  printf("set\n");
  alarm(n);
  for (;;) pause();
}
