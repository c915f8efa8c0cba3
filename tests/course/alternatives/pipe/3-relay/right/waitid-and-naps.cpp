// right: looks for the child's end with waitid(WNOHANG|WNOWAIT) and short naps, then collects it; terminates it on trouble
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void nap() {
  const timespec ten_ms = {0, 10'000'000};
  nanosleep(&ten_ms, nullptr);
}

static void collect(pid_t child) {
  for (;;) {
    siginfo_t info = {};
    if (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == child) break;
    nap();
  }
  waitpid(child, nullptr, 0);
}

static int feed(int to) {
  char c[64];
  for (;;) {
    const ssize_t got = read(0, c, sizeof c);
    if (got == 0) return 0;
    if (got < 0 && errno != EINTR) return 1;
    for (ssize_t at = 0; at < got;) {
      const ssize_t put = write(to, c + at, static_cast<size_t>(got - at));
      if (put >= 0) at += put;
      else if (errno != EINTR) return 1;
    }
  }
}

static bool print(const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const ssize_t put = write(1, text.data() + at, text.size() - at);
    if (put >= 0) at += static_cast<size_t>(put);
    else if (errno != EINTR) return false;
  }
  return true;
}

int main() {
  int p[2];
  if (pipe(p) != 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child == -1) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    close(p[0]);
    _exit(feed(p[1]));
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  std::uint64_t lines = 0;
  std::string text(1000, '\0');
  bool good = true;
  for (;;) {
    text.resize(1000);
    const ssize_t got = read(p[0], text.data(), text.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      good = got == 0;
      break;
    }
    text.resize(static_cast<size_t>(got));
    for (const char c : text) lines += c == '\n';
    if (!(good = print(text))) break;
  }
  if (!good || !print(std::to_string(lines) + " lines\n")) {
    perror("relay: passing on");
    kill(child, SIGTERM);
    collect(child);
    return 1;
  }
  collect(child);
  return 0;
}
