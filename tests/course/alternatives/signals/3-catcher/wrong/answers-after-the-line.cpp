// Flags, and they are looked at after each line: nobody answers while it reads.
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

static volatile sig_atomic_t interrupted, quit;
static void on_signal(int number) { (number == SIGINT ? interrupted : quit) = 1; }
static void answer() {
  if (interrupted) { interrupted = 0; puts("got SIGINT"); }
  if (quit) { quit = 0; puts("got SIGQUIT"); }
  fflush(stdout);
}
int main() {
  signal(SIGINT, on_signal);
  signal(SIGQUIT, on_signal);
  puts("ready");
  fflush(stdout);
  char path[1000];
  while (fgets(path, sizeof path, stdin)) {
    look(path);
    answer();
  }
  for (;;) {
    answer();
    pause();
  }
}
