// A child has none of its parent's alarms; the parent ends it when its own has rung.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t rang;
static void ring(int) { rang = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = ring;
  sigaction(SIGALRM, &action, nullptr);
  sigset_t alarm_only, before;
  sigemptyset(&alarm_only);
  sigaddset(&alarm_only, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm_only, &before);
  ualarm(3000, 0);
  const pid_t child = fork();
  if (child == 0) {
    if (ualarm(0, 0) != 0) _exit(1);
    for (;;) pause();
  }
  while (!rang) sigsuspend(&before);
  kill(child, SIGTERM);
  int status;
  waitpid(child, &status, 0);
  puts("ended");
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM ? 0 : 1;
}
