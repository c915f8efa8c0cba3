// wrong: a command that takes longer than ten seconds is ended with SIGTERM
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: launcher COMMAND [ARGUMENT]...\n");
    return 2;
  }
  sigset_t kept, before;
  sigemptyset(&kept);
  sigaddset(&kept, SIGINT);
  sigaddset(&kept, SIGQUIT);
  sigaddset(&kept, SIGCHLD);
  sigprocmask(SIG_BLOCK, &kept, &before);
  const pid_t child = fork();
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execvp(argv[1], argv + 1);
    fprintf(stderr, "launcher: %s: %s\n", argv[1], strerror(errno));
    _exit(127);
  }
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  int status = 0;
  const timespec patience{10, 0};
  while (waitpid(child, &status, WNOHANG) == 0)
    if (sigtimedwait(&ended, nullptr, &patience) < 0 && errno == EAGAIN) kill(child, SIGTERM);
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  printf("ended %d\n", code);
  fflush(stdout);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
