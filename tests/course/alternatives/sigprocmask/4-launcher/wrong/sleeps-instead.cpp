// wrong: gives the command a second to end, then asks once (WNOHANG) and tells what it has heard
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
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    execvp(argv[1], argv + 1);
    fprintf(stderr, "launcher: %s: %s\n", argv[1], strerror(errno));
    _exit(127);
  }
  sleep(1);
  int status = 0;
  waitpid(child, &status, WNOHANG);
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  printf("ended %d\n", code);
  fflush(stdout);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return code;
}
