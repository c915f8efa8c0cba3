// The reader keeps its own copy of the write end: the end never comes.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) _exit(write(ends[1], "word", 4) == 4 ? 0 : 1);
  char byte;
  int bytes = 0;
  while (read(ends[0], &byte, 1) == 1) ++bytes;
  waitpid(child, nullptr, 0);
  printf("%d\n", bytes);
}
