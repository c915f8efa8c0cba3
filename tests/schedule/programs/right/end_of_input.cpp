// Reads its empty standard input to the end, in the parent and in a child.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char byte;
  const pid_t child = fork();
  const ssize_t got = read(0, &byte, 1);
  if (child == 0) _exit(got == 0 ? 0 : 1);
  int status;
  waitpid(child, &status, 0);
  puts("both at the end");
  return got == 0 ? status : 1;
}
