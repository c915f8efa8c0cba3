// right: a SIGCHLD handler with SA_RESTART and SA_NOCLDSTOP collects the child and keeps its status; pause by sigsuspend
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child = -1;
static volatile sig_atomic_t collected = 0;
static volatile sig_atomic_t child_status = 0;

extern "C" void on_sigchld(int) {
  const int saved = errno;
  int status;
  if (waitpid(child, &status, WNOHANG) == child) {
    child_status = status;
    collected = 1;
  }
  errno = saved;
}

static bool put(int to, const char* bytes, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t n = write(to, bytes + done, size - done);
    if (n >= 0) done += static_cast<size_t>(n);
    else if (errno != EINTR) return false;
  }
  return true;
}

static int child_main(const char* path, int to) {
  char bytes[1];
  const int from = open(path, O_RDONLY);
  char collected_bytes[3000];
  size_t used = 0;
  ssize_t n = -1;
  // One byte at a time from the file, 3000 at a time into the pipe.
  while (from >= 0 && (n = read(from, bytes, 1)) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    collected_bytes[used++] = bytes[0];
    if (used < sizeof collected_bytes) continue;
    if (!put(to, collected_bytes, used)) return 1;
    used = 0;
  }
  if (n < 0) {
    fprintf(stderr, "bulk: %s: %s\n", path, strerror(errno));
    return 2;
  }
  return put(to, collected_bytes, used) ? 0 : 1;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "bulk: give the path of one file\n");
    return 2;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("bulk: pipe");
    return 1;
  }
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGCHLD);
  sigprocmask(SIG_BLOCK, &block, &old);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_sigchld;
  action.sa_flags = SA_RESTART | SA_NOCLDSTOP;
  sigaction(SIGCHLD, &action, nullptr);

  child = fork();
  if (child < 0) {
    perror("bulk: fork");
    return 1;
  }
  if (child == 0) {
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &old, nullptr);
    close(p[0]);
    _exit(child_main(argv[1], p[1]));
  }
  close(p[1]);
  sigprocmask(SIG_SETMASK, &old, nullptr);

  bool good = put(1, "bulk: ", 6) && put(1, argv[1], strlen(argv[1])) && put(1, "\n", 1);
  char bytes[2000];
  while (good) {
    const ssize_t got = read(p[0], bytes, sizeof bytes);
    if (got == 0) break;
    if (got > 0) good = put(1, bytes, static_cast<size_t>(got));
    else if (errno != EINTR) good = false;
  }
  if (!good) perror("bulk: standard output");
  close(p[0]);

  sigprocmask(SIG_BLOCK, &block, nullptr);
  while (!collected) sigsuspend(&old);
  if (!good) return 1;
  const int status = child_status;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
