// right: a SIGCHLD handler without SA_RESTART collects the child; every call is repeated after EINTR; sigsuspend at the end
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t child_gone = 0;
static pid_t child = -1;

// Comes also when the child is stopped and continued: then waitpid returns 0.
static void on_sigchld(int) {
  const int saved = errno;
  if (waitpid(child, nullptr, WNOHANG) == child) child_gone = 1;
  errno = saved;
}

static bool put(int to, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t n = write(to, bytes, size);
    if (n >= 0) {
      bytes += n;
      size -= static_cast<size_t>(n);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

// The number of newlines, or -1.
static long pass_on(int from, int to) {
  char bytes[3333];
  long lines = 0;
  for (;;) {
    const ssize_t n = read(from, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) return lines;
    if (!put(to, bytes, static_cast<size_t>(n))) return -1;
    for (ssize_t i = 0; i < n; ++i) lines += bytes[i] == '\n';
  }
}

int main() {
  int link[2];
  if (pipe(link) < 0) {
    perror("relay: pipe");
    return 1;
  }
  sigset_t chld, before;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  sigprocmask(SIG_BLOCK, &chld, &before);
  struct sigaction action = {};
  action.sa_handler = on_sigchld;
  sigaction(SIGCHLD, &action, nullptr);

  child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &before, nullptr);
    close(link[0]);
    _exit(pass_on(0, link[1]) < 0);
  }
  close(link[1]);
  signal(SIGPIPE, SIG_IGN);
  sigprocmask(SIG_SETMASK, &before, nullptr);

  const long lines = pass_on(link[0], 1);
  int status = 0;
  const std::string count = std::to_string(lines) + " lines\n";
  if (lines < 0 || !put(1, count.data(), count.size())) {
    perror("relay: standard output");
    status = 1;
  }
  close(link[0]);
  sigprocmask(SIG_BLOCK, &chld, nullptr);
  while (!child_gone) sigsuspend(&before);
  return status;
}
