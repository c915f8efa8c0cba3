// Lines through a pipe with stdio on both sides; what is buffered is written before the fork and the end.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  printf("heading\n");
  fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    FILE* to = fdopen(ends[1], "w");
    for (int i = 0; i < 3; ++i) fprintf(to, "line %d\n", i);
    fclose(to);
    _exit(0);
  }
  close(ends[1]);
  FILE* from = fdopen(ends[0], "r");
  char line[32];
  int lines = 0;
  while (fgets(line, sizeof line, from) != nullptr)
    if (strncmp(line, "line ", 5) == 0) ++lines;
  fclose(from);
  waitpid(child, nullptr, 0);
  printf("%d lines\n", lines);
  return lines == 3 ? 0 : 1;
}
