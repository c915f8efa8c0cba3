// SIGTERM in place of SIGKILL: who is stopped does not get it.
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "no command\n");
    return 2;
  }
  pid_t pid = fork();
  if (pid == 0) {
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  int status = 0;
  waitpid(pid, &status, WUNTRACED);
  if (WIFSTOPPED(status)) {
    puts("stopped");
    kill(pid, SIGTERM);
    waitpid(pid, &status, 0);
    puts("killed");
    return 0;
  }
  int n = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("ended %d\n", n);
  return n;
}
