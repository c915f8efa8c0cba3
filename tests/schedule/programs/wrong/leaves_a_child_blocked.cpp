// Ends without its child, which waits for ever for the end of a pipe that it keeps open itself.
#include <stdio.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (fork() == 0) {
    char byte;
    while (read(ends[0], &byte, 1) == 1) {
    }
    _exit(0);
  }
  puts("ends");
}
