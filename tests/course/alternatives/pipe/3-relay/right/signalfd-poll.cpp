// right: poll(2) on the pipe and on a signalfd(2) for SIGCHLD; done when the pipe has ended and the child is collected
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_all(int to, const char* bytes, ssize_t size) {
  while (size > 0) {
    const ssize_t put = write(to, bytes, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    bytes += put;
    size -= put;
  }
  return true;
}

static int child_main(int to) {
  char bytes[6000];
  ssize_t got;
  while ((got = read(0, bytes, sizeof bytes)) != 0) {
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 || !write_all(to, bytes, got)) return 1;
  }
  return 0;
}

int main() {
  sigset_t set, old;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGPIPE);  // blocked: a write gives EPIPE and the signal stays pending
  sigprocmask(SIG_BLOCK, &set, &old);
  sigdelset(&set, SIGPIPE);
  const int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  int p[2];
  if (signals < 0 || pipe(p) < 0) {
    perror("relay: preparing");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    close(p[0]);
    sigprocmask(SIG_SETMASK, &old, nullptr);
    _exit(child_main(p[1]));
  }
  close(p[1]);

  long lines = 0;
  bool ended = false;
  bool collected = false;
  int status = 0;
  while (!ended || !collected) {
    pollfd fds[2] = {{ended ? -1 : p[0], POLLIN, 0}, {signals, POLLIN, 0}};
    if (poll(fds, 2, -1) < 0) continue;  // EINTR
    if (fds[1].revents != 0) {
      signalfd_siginfo info;
      while (read(signals, &info, sizeof info) > 0) continue;
      if (!collected) collected = waitpid(child, nullptr, WNOHANG) == child;
    }
    if (fds[0].revents == 0) continue;
    char bytes[8192];
    const ssize_t got = read(p[0], bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    bool good = got >= 0;
    if (got > 0) {
      for (ssize_t i = 0; i < got; ++i) lines += bytes[i] == '\n' ? 1 : 0;
      good = write_all(1, bytes, got);
    }
    if (got == 0) {
      const std::string count = std::to_string(lines) + " lines\n";
      good = write_all(1, count.data(), static_cast<ssize_t>(count.size()));
    }
    if (!good) {
      fprintf(stderr, "relay: %s\n", strerror(errno));
      status = 1;
    }
    if (got == 0 || !good) {
      close(p[0]);
      ended = true;
    }
  }
  return status;
}
