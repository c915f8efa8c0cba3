// right: poll(2) on the input and on a signalfd(2), which is asked once more when the input has ended
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

static bool interrupted = false;
static bool quit = false;

static void collect(int fd) {
  signalfd_siginfo info;
  while (read(fd, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    if (info.ssi_signo == SIGINT) interrupted = true;
    if (info.ssi_signo == SIGQUIT) quit = true;
  }
}

int main() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, nullptr);
  const int fd = signalfd(-1, &both, SFD_NONBLOCK);
  if (fd < 0) return 1;
  dprintf(1, "blocked\n");

  bool ended = false;
  while (!ended) {
    pollfd fds[2] = {{STDIN_FILENO, POLLIN, 0}, {fd, POLLIN, 0}};
    if (poll(fds, 2, -1) < 0) continue;
    if (fds[1].revents != 0) collect(fd);
    if (fds[0].revents != 0) {
      char piece[512];
      const ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
      ended = got == 0 || (got < 0 && errno != EINTR);
    }
  }
  collect(fd);
  if (interrupted) dprintf(1, "pending SIGINT\n");
  if (quit) dprintf(1, "pending SIGQUIT\n");
  if (!interrupted && !quit) dprintf(1, "pending nothing\n");
  return 0;
}
