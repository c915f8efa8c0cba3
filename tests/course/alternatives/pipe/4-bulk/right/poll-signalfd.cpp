// right: one poll(2) loop over pipe, non-blocking output and a signalfd(2) for SIGCHLD, in an enlarged pipe
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static int child_main(const char* path, int to) {
  static char bytes[32 * 1024];
  const int from = open(path, O_RDONLY);
  if (from < 0) {
    perror("bulk: open");
    return 2;
  }
  for (;;) {
    const ssize_t got = read(from, bytes, sizeof bytes);
    if (got == 0) return 0;
    if (got < 0) {
      if (errno == EINTR) continue;
      perror("bulk: read");
      return 2;
    }
    for (ssize_t done = 0; done < got;) {
      const ssize_t put = write(to, bytes + done, static_cast<size_t>(got - done));
      if (put >= 0) done += put;
      else if (errno != EINTR) return 1;
    }
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fputs("usage: bulk FILE\n", stderr);
    return 2;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  fcntl(p[1], F_SETPIPE_SZ, 128 * 1024);

  sigset_t chld, old;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  sigprocmask(SIG_BLOCK, &chld, &old);
  const int signals = signalfd(-1, &chld, SFD_NONBLOCK);
  const pid_t pid = fork();
  if (signals < 0 || pid < 0) {
    perror("bulk: signalfd or fork");
    return 1;
  }
  if (pid == 0) {
    sigprocmask(SIG_SETMASK, &old, nullptr);
    close(p[0]);
    _exit(child_main(argv[1], p[1]));
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  const int flags = fcntl(1, F_GETFL);
  fcntl(1, F_SETFL, flags | O_NONBLOCK);

  std::string out = std::string("bulk: ") + argv[1] + "\n";
  size_t written = 0;
  bool ended = false;
  bool collected = false;
  int write_error = 0;
  int status = 0;
  while (!collected || !ended || written < out.size()) {
    const bool room = out.size() - written < 64 * 1024;
    pollfd fds[3] = {{!ended && room ? p[0] : -1, POLLIN, 0},
                     {written < out.size() ? 1 : -1, POLLOUT, 0},
                     {collected ? -1 : signals, POLLIN, 0}};
    if (poll(fds, 3, -1) < 0) continue;  // EINTR
    if (fds[0].revents != 0) {
      char bytes[4000];
      const ssize_t got = read(p[0], bytes, sizeof bytes);
      if (got > 0) out.append(bytes, static_cast<size_t>(got));
      if (got == 0) ended = true;
    }
    if (fds[1].revents != 0) {
      const ssize_t put = write(1, out.data() + written, out.size() - written);
      if (put > 0) written += static_cast<size_t>(put);
      if (put < 0 && errno != EAGAIN && errno != EINTR) {
        write_error = errno;
        close(p[0]);  // ends the child
        ended = true;
      }
      if (written == out.size() || write_error != 0) {
        out.clear();
        written = 0;
      }
    }
    if (fds[2].revents != 0) {
      // Also comes when the child is stopped or continued.
      signalfd_siginfo info;
      while (read(signals, &info, sizeof info) > 0) continue;
      collected = waitpid(pid, &status, WNOHANG) == pid;
    }
  }
  fcntl(1, F_SETFL, flags);
  if (write_error != 0) {
    errno = write_error;
    perror("bulk: write");
    return 1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
