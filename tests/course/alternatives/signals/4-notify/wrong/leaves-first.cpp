// Parent and child have changed places: the parent reads, the child prints, and nobody waits for it.
#include <cstdio>
#include <cstring>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (fork() == 0) {
    close(ends[1]);
    FILE* in = fdopen(ends[0], "r");
    char line[200];
    while (fgets(line, sizeof line, in)) {
      line[strcspn(line, "\n")] = 0;
      printf("got %s\n", line);
      fflush(stdout);
    }
    _exit(0);
  }
  char line[200];
  while (fgets(line, sizeof line, stdin))
    if (write(ends[1], line, strlen(line)) < 0) return 1;
  return 0;
}
