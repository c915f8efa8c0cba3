// The same command, but the program reads until the output ends.
#include <cstdio>
#include <sys/wait.h>

int main() {
  FILE* stream = popen("exec yes", "r");
  char line[100];
  while (fgets(line, sizeof line, stream) != nullptr)
    dprintf(1, "%s", line);
  pclose(stream);
  dprintf(1, "that was all\n");
}
