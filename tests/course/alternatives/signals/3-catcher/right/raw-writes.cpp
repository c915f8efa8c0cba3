// Handlers write at once; main writes each line with one write(2) and restarts what was interrupted by itself.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void put(const char* text) {
  size_t length = strlen(text);
  ssize_t sent;
  while ((sent = write(1, text, length)) < 0 && errno == EINTR) {
  }
  if (sent < 0) _exit(1);
}
static void on_signal(int number) {
  int kept = errno;
  put(number == SIGINT ? "got SIGINT\n" : "got SIGQUIT\n");
  errno = kept;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigaddset(&action.sa_mask, SIGINT);
  sigaddset(&action.sa_mask, SIGQUIT);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);
  put("ready\n");
  char path[1024];
  size_t length = 0;
  for (;;) {
    char c;
    ssize_t got = read(0, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got == 1 && c != '\n') {
      path[length++] = c;
      continue;
    }
    path[length] = '\0';
    if (got == 1 || length > 0) {
      char line[2048];
      struct stat info;
      int fd = open(path, O_RDONLY);
      if (fd < 0) {
        snprintf(line, sizeof line, "%s: %s\n", path, strerror(errno));
      } else {
        fstat(fd, &info);
        close(fd);
        snprintf(line, sizeof line, "%s: %ld bytes\n", path, static_cast<long>(info.st_size));
      }
      put(line);
    }
    length = 0;
    if (got <= 0) break;
  }
  while (true) pause();
}
