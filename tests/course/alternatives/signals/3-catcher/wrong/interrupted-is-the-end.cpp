// Without SA_RESTART the read is interrupted, and that is taken for the end of the input.
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
  int kept = errno;
  say(number == SIGINT ? "got SIGINT\n" : "got SIGQUIT\n");
  errno = kept;
}
int main() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);
  say("ready\n");
  char path[1000];
  while (fgets(path, sizeof path, stdin)) look(path);
  for (;;) pause();
}
