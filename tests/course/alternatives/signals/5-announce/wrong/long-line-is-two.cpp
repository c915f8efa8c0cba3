// fgets with the right size: the rest of a long line becomes the next one.
#include <cstdio>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pid_t child = fork();
  if (child == 0) {
    char line[80];
    while (fgets(line, sizeof line, stdin)) {
      line[strcspn(line, "\n")] = 0;
      if (write(ends[1], line, sizeof line) < 0) _exit(1);
    }
    _exit(0);
  }
  close(ends[1]);
  char line[80];
  while (read(ends[0], line, sizeof line) == sizeof line) dprintf(1, "got %s\n", line);
  waitpid(child, nullptr, 0);
}
