// The handler has its own trouble with errno: it looks whether its output is a terminal.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void look(char* path) {
  path[strcspn(path, "\n")] = 0;
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    printf("%s: %s\n", path, strerror(errno));
  } else {
    struct stat info;
    fstat(fd, &info);
    close(fd);
    printf("%s: %ld bytes\n", path, (long)info.st_size);
  }
  fflush(stdout);
}

static void say(const char* text) { if (write(1, text, strlen(text)) < 0) _exit(1); }
static void on_signal(int number) {
  if (isatty(1)) say("\a");
  say(number == SIGINT ? "got SIGINT\n" : "got SIGQUIT\n");
}
int main() {
  signal(SIGINT, on_signal);
  signal(SIGQUIT, on_signal);
  say("ready\n");
  char path[1000];
  while (fgets(path, sizeof path, stdin)) look(path);
  for (;;) pause();
}
