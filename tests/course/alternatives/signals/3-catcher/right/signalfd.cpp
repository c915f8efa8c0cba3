// Signals come out of a descriptor; one loop around poll.
#include <csignal>
#include <cstdio>
#include <cstring>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

static void size_of(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int error = errno;
  if (fd < 0) {
    dprintf(1, "%s: %s\n", path.c_str(), strerror(error));
    return;
  }
  dprintf(1, "%s: %lld bytes\n", path.c_str(), static_cast<long long>(lseek(fd, 0, SEEK_END)));
  close(fd);
}

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  sigprocmask(SIG_SETMASK, &set, nullptr);
  pollfd watched[2] = {{signalfd(-1, &set, 0), POLLIN, 0}, {0, POLLIN, 0}};
  dprintf(1, "ready\n");
  std::string rest;
  for (;;) {
    if (poll(watched, 2, -1) < 0) continue;
    if (watched[0].revents != 0) {
      signalfd_siginfo info;
      if (read(watched[0].fd, &info, sizeof info) == sizeof info) dprintf(1, "got %s\n", info.ssi_signo == SIGINT ? "SIGINT" : "SIGQUIT");
      continue;
    }
    char bytes[777];
    const ssize_t n = read(0, bytes, sizeof bytes);
    if (n <= 0) {
      watched[1].fd = -1;
      if (!rest.empty()) size_of(rest);
      continue;
    }
    rest.append(bytes, static_cast<size_t>(n));
    for (size_t end; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1)) size_of(rest.substr(0, end));
  }
}
