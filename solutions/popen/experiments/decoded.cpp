// Takes apart what pclose returns: a command that exits with 2, one that
// is killed by SIGKILL (9), and one that does not exist.
#include <cstdio>
#include <sys/wait.h>

void tell(const char* command) {
  FILE* stream = popen(command, "r");
  int status = pclose(stream);
  if (WIFEXITED(status)) dprintf(1, "exit %d\n", WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) dprintf(1, "signal %d\n", WTERMSIG(status));
}

int main() {
  tell("exit 2");
  tell("kill -9 $$");
  tell("no-such-command 2>/dev/null");
}
