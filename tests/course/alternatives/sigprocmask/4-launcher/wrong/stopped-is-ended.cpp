// wrong: waits with WUNTRACED: a command that is stopped counts as ended and stays behind
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: launcher COMMAND [ARGUMENT]...\n");
    return 2;
  }
  sigset_t both, before;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGQUIT);
  sigprocmask(SIG_BLOCK, &both, &before);

  const pid_t child = fork();
  if (child < 0) {
    perror("launcher: fork");
    return 1;
  }
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execvp(argv[1], argv + 1);
    fprintf(stderr, "launcher: %s: %s\n", argv[1], strerror(errno));
    _exit(127);
  }

  int status = 0;
  while (waitpid(child, &status, WUNTRACED) < 0 && errno == EINTR) continue;
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  printf("ended %d\n", code);
  fflush(stdout);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
