// wrong: handlers note both signals; at the end it raises SIGINT only if SIGQUIT did not come, and forgets to raise that
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <initializer_list>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t came[65];

extern "C" void note(int number) { came[number] = 1; }

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: launcher COMMAND [ARGUMENT]...\n");
    return 2;
  }
  for (const int number : {SIGINT, SIGQUIT}) {
    struct sigaction action;
    sigaction(number, nullptr, &action);
    if (action.sa_handler == SIG_IGN) continue;
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
  }
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    fprintf(stderr, "launcher: %s: %s\n", argv[1], strerror(errno));
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  printf("ended %d\n", code);
  fflush(stdout);
  if (came[SIGINT] && !came[SIGQUIT]) {
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
  }
  return code;
}
