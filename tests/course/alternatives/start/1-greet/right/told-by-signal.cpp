// The child sleeps until SIGUSR1 tells it that the parent has spoken.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    fputs("usage: greet NAME\n", stderr);
    return 2;
  }
  sigset_t go;
  sigemptyset(&go);
  sigaddset(&go, SIGUSR1);
  sigprocmask(SIG_BLOCK, &go, nullptr);
  pid_t child = fork();
  if (child < 0) return 1;
  if (child == 0) {
    int which;
    sigwait(&go, &which);
    dprintf(STDOUT_FILENO, "child: welcome, %s\n", argv[1]);
    return 0;
  }
  dprintf(STDOUT_FILENO, "parent: hello, %s\n", argv[1]);
  kill(child, SIGUSR1);
  while (waitpid(child, nullptr, 0) < 0) {}
}
