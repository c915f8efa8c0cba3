// right: SIGPIPE ignored before fork(2), both processes see EPIPE, complain and end; on trouble the parent waits for nobody
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

[[noreturn]] void die(const char* who, const char* what) {
  std::string text = std::string("relay: ") + who + ": ";
  perror((text + what).c_str());
  _exit(1);
}

// Moves one bufferful. 0 at the end.
ssize_t move(int from, int to, char* buffer, size_t size, const char* who) {
  ssize_t got;
  do got = read(from, buffer, size);
  while (got < 0 && errno == EINTR);
  if (got < 0) die(who, "read");
  for (ssize_t at = 0; at < got;) {
    const ssize_t put = write(to, buffer + at, got - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) die(who, "write");
    at += put;
  }
  return got;
}

int main() {
  static char buffer[65536];
  signal(SIGPIPE, SIG_IGN);
  int fds[2];
  if (pipe(fds) != 0) die("start", "pipe");
  switch (const pid_t pid = fork()) {
    case -1:
      die("start", "fork");
    case 0:
      close(fds[0]);
      while (move(0, fds[1], buffer, sizeof buffer, "child") > 0) continue;
      _exit(0);
    default: {
      close(0);
      close(fds[1]);
      unsigned long long lines = 0;
      while (const ssize_t got = move(fds[0], 1, buffer, sizeof buffer, "parent"))
        for (ssize_t i = 0; i < got; ++i)
          if (buffer[i] == '\n') ++lines;
      const std::string count = std::to_string(lines) + " lines\n";
      for (size_t at = 0; at < count.size();) {
        const ssize_t put = write(1, &count[at], count.size() - at);
        if (put < 0 && errno != EINTR) die("parent", "write");
        if (put > 0) at += put;
      }
      while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) continue;
      return 0;
    }
  }
}
