// right: blocks SIGCHLD too and sleeps in sigwaitinfo(2) until it comes and the child has really ended
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <sys/wait.h>
#include <unistd.h>

static sigset_t before;

static void run(char** command) {
  sigprocmask(SIG_SETMASK, &before, nullptr);
  execvp(command[0], command);
  dprintf(STDERR_FILENO, "launcher: cannot run %s: %s\n", command[0], strerror(errno));
  _exit(127);
}

static int collect(pid_t child) {
  sigset_t chld;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  for (;;) {
    int status;
    const pid_t gone = waitpid(child, &status, WNOHANG);
    if (gone == child) return WIFSIGNALED(status) ? WTERMSIG(status) + 128 : WEXITSTATUS(status);
    if (gone < 0 && errno != EINTR) exit(1);
    sigwaitinfo(&chld, nullptr);  // also comes back when the child or this process is stopped and continued
  }
}

int main(int argc, char** argv) {
  if (argc == 1) {
    dprintf(STDERR_FILENO, "launcher: a command is missing\n");
    exit(2);
  }
  sigset_t held;
  sigemptyset(&held);
  for (int number : {SIGINT, SIGQUIT, SIGCHLD}) sigaddset(&held, number);
  sigprocmask(SIG_BLOCK, &held, &before);
  const pid_t child = fork();
  if (child < 0) exit(1);
  if (child == 0) run(argv + 1);
  const int code = collect(child);
  printf("ended %d\n", code);
  fflush(stdout);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  exit(code);
}
