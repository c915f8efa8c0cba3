// Takes its time before it is ready.
#include <time.h>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

static volatile sig_atomic_t interrupts, quits;
static void on_signal(int number) { number == SIGINT ? interrupts = 1 : quits = 1; }

static void answer() {
  if (interrupts) { interrupts = 0; puts("got SIGINT"); }
  if (quits) { quits = 0; puts("got SIGQUIT"); }
  fflush(stdout);
}

static void look(const std::string& path) {
  struct stat info;
  int fd = open(path.c_str(), O_RDONLY);
  if (fd < 0 || fstat(fd, &info) != 0) printf("%s: %s\n", path.c_str(), strerror(errno));
  else printf("%s: %lld bytes\n", path.c_str(), static_cast<long long>(info.st_size));
  fflush(stdout);
  if (fd >= 0) close(fd);
}

int main() {
  timespec some{0, 20'000'000};
  nanosleep(&some, nullptr);
  sigset_t ours, open_mask;
  sigemptyset(&ours);
  sigaddset(&ours, SIGINT);
  sigaddset(&ours, SIGQUIT);
  sigprocmask(SIG_BLOCK, &ours, &open_mask);
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGQUIT, &action, nullptr);
  puts("ready");
  fflush(stdout);
  std::string line;
  for (bool input = true;;) {
    pollfd in = {input ? 0 : -1, POLLIN, 0};
    int n = ppoll(&in, 1, nullptr, &open_mask);
    answer();
    if (n <= 0) continue;
    char piece[4096];
    ssize_t got = read(0, piece, sizeof piece);
    if (got <= 0) {
      input = false;
      if (!line.empty()) look(line);
      line.clear();
      continue;
    }
    for (ssize_t i = 0; i < got; ++i) {
      if (piece[i] != '\n') line += piece[i];
      else { look(line); line.clear(); }
    }
  }
}
