// The handler prints with printf, and main does, too; each flushes.
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

static void on_signal(int number) {
  printf("got %s\n", number == SIGINT ? "SIGINT" : "SIGQUIT");
  fflush(stdout);
}
int main() {
  signal(SIGINT, on_signal);
  signal(SIGQUIT, on_signal);
  printf("ready\n");
  fflush(stdout);
  char path[1000];
  while (fgets(path, sizeof path, stdin)) look(path);
  for (;;) pause();
}
