// right: enlarged pipe, non-blocking poll(2) loop in the parent that notices a closed reader at once and kills the child
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

pid_t child = -1;
int stdout_flags = 0;

[[noreturn]] void leave(int status) {
  fcntl(1, F_SETFL, stdout_flags);
  if (child > 0) {
    if (status != 0) kill(child, SIGKILL);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  }
  exit(status);
}

[[noreturn]] void fail(const char* what) {
  perror(what);
  leave(1);
}

[[noreturn]] void child_main(int to) {
  static char chunk[20'000];
  for (;;) {
    const ssize_t got = read(0, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) _exit(got == 0 ? 0 : 1);
    for (ssize_t at = 0; at < got;) {
      const ssize_t put = write(to, chunk + at, static_cast<size_t>(got - at));
      if (put < 0 && errno != EINTR) _exit(1);
      if (put > 0) at += put;
    }
  }
}

}  // namespace

int main() {
  int p[2];
  if (pipe(p) < 0) fail("relay: pipe");
  fcntl(p[1], F_SETPIPE_SZ, 256 * 1024);  // fine if it does not work
  child = fork();
  if (child < 0) fail("relay: fork");
  if (child == 0) {
    close(p[0]);
    child_main(p[1]);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  stdout_flags = fcntl(1, F_GETFL);
  fcntl(1, F_SETFL, stdout_flags | O_NONBLOCK);
  fcntl(p[0], F_SETFL, O_NONBLOCK);

  std::string pending;
  std::size_t written = 0;
  unsigned long lines = 0;
  bool ended = false;
  while (!ended || written < pending.size()) {
    const bool has_output = written < pending.size();
    const bool wants_input = !ended && pending.size() - written < 100'000;
    pollfd fds[2] = {{wants_input ? p[0] : -1, POLLIN, 0},
                     {1, static_cast<short>(has_output ? POLLOUT : 0), 0}};
    if (poll(fds, 2, -1) < 0) {
      if (errno == EINTR) continue;
      fail("relay: poll");
    }
    if ((fds[1].revents & POLLERR) != 0) {
      fprintf(stderr, "relay: nobody reads the output\n");
      leave(1);
    }
    if (fds[0].revents != 0) {
      char chunk[10'000];
      const ssize_t got = read(p[0], chunk, sizeof chunk);
      if (got < 0 && errno != EAGAIN && errno != EINTR) fail("relay: read");
      if (got == 0) {
        ended = true;
        pending += std::to_string(lines) + " lines\n";
      }
      for (ssize_t i = 0; i < got; ++i) lines += chunk[i] == '\n';
      if (got > 0) pending.append(chunk, static_cast<std::size_t>(got));
    }
    if ((fds[1].revents & POLLOUT) != 0) {
      const ssize_t put = write(1, pending.data() + written, pending.size() - written);
      if (put < 0 && errno != EAGAIN && errno != EINTR) fail("relay: write");
      if (put > 0) written += static_cast<std::size_t>(put);
      if (written == pending.size()) {
        pending.clear();
        written = 0;
      }
    }
  }
  leave(0);
}
