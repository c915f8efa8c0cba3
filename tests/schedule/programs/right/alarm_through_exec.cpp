// A pending timer goes on across exec: what is executed is ended by it, and not by its own end.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    const itimerval soon = {{0, 0}, {0, 20000}};
    setitimer(ITIMER_REAL, &soon, nullptr);
    execl("/bin/sleep", "sleep", "1000", nullptr);
    _exit(127);
  }
  int status;
  waitpid(child, &status, 0);
  puts(WIFSIGNALED(status) ? "ended by the alarm" : "ended by itself");
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? 0 : 1;
}
