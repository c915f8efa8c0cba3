// A command that never stops writing. The program reads three lines of it
// and then closes the stream.
#include <cstdio>
#include <sys/wait.h>

int main() {
  FILE* stream = popen("exec yes", "r");
  dprintf(1, "popen has returned\n");
  char line[100];
  for (int i = 0; i < 3 && fgets(line, sizeof line, stream) != nullptr; ++i)
    dprintf(1, "%s", line);
  int status = pclose(stream);
  if (WIFSIGNALED(status)) dprintf(1, "yes was ended by a signal\n");
  else dprintf(1, "yes has exited\n");
}
