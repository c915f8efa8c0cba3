// Asks every tenth of a second whether the child has stopped or ended; posix_spawn.
#include <cstdio>
#include <cstring>
#include <ctime>
#include <csignal>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static int ask(pid_t child) {
  int status;
  while (waitpid(child, &status, WNOHANG | WUNTRACED) == 0) {
    const timespec tenth = {0, 100000000};
    nanosleep(&tenth, nullptr);
  }
  return status;
}

int main(int argc, char** argv) {
  if (argc < 2) {
    fputs("stopper: no command\n", stderr);
    return 2;
  }
  setvbuf(stdout, nullptr, _IOLBF, 0);
  pid_t child;
  const int error = posix_spawnp(&child, argv[1], nullptr, nullptr, argv + 1, environ);
  if (error != 0) {
    fprintf(stderr, "%s: %s\n", argv[1], strerror(error));
    puts("ended 127");
    return 127;
  }
  int status = ask(child);
  if (!WIFSTOPPED(status)) {
    int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    printf("ended %d\n", code);
    return code;
  }
  puts("stopped");
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  puts("killed");
}
