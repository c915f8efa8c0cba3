// popen for reading and for writing, and system; each status is right.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int main() {
  FILE* from = popen("echo one; echo two; exit 3", "r");
  char line[16];
  int lines = 0;
  while (fgets(line, sizeof line, from) != nullptr) ++lines;
  const int first = pclose(from);
  FILE* to = popen("read word; test \"$word\" = three", "w");
  fputs("three\n", to);
  const int second = pclose(to), third = system("true | cat; exit 5");
  printf("%d %d %d %d\n", lines, WEXITSTATUS(first), WEXITSTATUS(second), WEXITSTATUS(third));
  return lines == 2 && WEXITSTATUS(first) == 3 && second == 0 && WEXITSTATUS(third) == 5 ? 0 : 1;
}
