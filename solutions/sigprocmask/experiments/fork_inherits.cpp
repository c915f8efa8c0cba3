// A parent has SIGUSR1 blocked and pending when it forks. What does its
// child find?
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  kill(getpid(), SIGUSR1);

  if (fork() == 0) {
    sigset_t mask, pending;
    sigprocmask(SIG_BLOCK, nullptr, &mask);
    sigpending(&pending);
    dprintf(1, "the child: blocked %s, pending %s\n",
            sigismember(&mask, SIGUSR1) ? "yes" : "no",
            sigismember(&pending, SIGUSR1) ? "yes" : "no");
    _exit(0);
  }
  wait(nullptr);
}
