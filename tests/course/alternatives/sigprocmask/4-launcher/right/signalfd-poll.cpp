// right: reads SIGCHLD from a signalfd(2) behind poll(2), a vfork(2) child puts its own mask back
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    const char text[] = "launcher: give it a command\n";
    return write(STDERR_FILENO, text, sizeof text - 1) < 0 ? 2 : 2;
  }
  sigset_t held, chld, before;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  held = chld;
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGQUIT);
  sigprocmask(SIG_BLOCK, &held, &before);
  const int children = signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK);

  volatile int error = 0;
  const pid_t child = vfork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execvp(argv[1], argv + 1);
    error = errno;
    _exit(127);
  }
  if (child < 0) return 1;
  if (error != 0) {
    errno = error;
    perror("launcher");
  }
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    pollfd fd = {children, POLLIN, 0};
    poll(&fd, 1, -1);
    signalfd_siginfo info;
    while (read(children, &info, sizeof info) > 0) continue;
  }
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  dprintf(STDOUT_FILENO, "ended %d\n", code);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
