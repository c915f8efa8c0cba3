// A pipe instead of a ring, and strtok: empty lines are not there for it.
#include <cstdio>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pid_t child = fork();
  if (child == 0) {
    char line[200];
    while (fgets(line, sizeof line, stdin))
      if (write(ends[1], line, strlen(line)) < 0) _exit(1);
    _exit(0);
  }
  close(ends[1]);
  FILE* in = fdopen(ends[0], "r");
  char line[200];
  while (fgets(line, sizeof line, in)) {
    if (char* text = strtok(line, "\n")) {
      printf("got %s\n", text);
      fflush(stdout);
    }
  }
  waitpid(child, nullptr, 0);
}
