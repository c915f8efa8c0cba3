// The handler writes a byte into a pipe, main reads it.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

static int ends[2];
static void ring(int) {
  int saved = errno;
  if (write(ends[1], "!", 1) < 0) {
  }
  errno = saved;
}
static void say(const char* text) {
  if (write(1, text, strlen(text)) < 0) _exit(1);
}

int main(int argc, char** argv) {
  char* end = nullptr;
  long seconds = argc == 2 ? strtol(argv[1], &end, 10) : 0;
  if (argc != 2 || !strchr("0123456789", argv[1][0]) || argv[1][0] == 0 || *end != 0 || seconds < 1 || seconds > 1000000) {
    const char* text = "alarm_clock SECONDS, 1 to 1000000\n";
    if (write(2, text, strlen(text)) < 0) return 1;
    return 2;
  }
  if (pipe(ends) != 0) return 1;
  signal(SIGALRM, ring);
  say("set\n");
  alarm(seconds);
  char byte;
  while (read(ends[0], &byte, 1) != 1) {
  }
  say("ring\n");
  return 0;
}
