// With SA_RESTART a read goes on after the handler, and gets the byte.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static void note(int) { got = 1; }

int main() {
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
  }
  char byte;
  const ssize_t count = read(ends[0], &byte, 1);
  int status;
  waitpid(child, &status, 0);
  puts("one byte");
  return count == 1 && got == 1 && status == 0 ? 0 : 1;
}
