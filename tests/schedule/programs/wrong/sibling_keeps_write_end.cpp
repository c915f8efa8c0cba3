// The second child has inherited the first one's write end; it waits for its own input, so the reader never ends.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int first[2], second[2];
  char byte;
  if (pipe(first) != 0 || pipe(second) != 0) return 1;
  if (fork() == 0) {  // copies what comes through `first`
    close(first[1]);
    while (read(first[0], &byte, 1) == 1) {
    }
    _exit(0);
  }
  const pid_t other = fork();
  if (other == 0) {  // waits for the end of `second`, with first[1] in its hands
    close(second[1]);
    while (read(second[0], &byte, 1) == 1) {
    }
    _exit(0);
  }
  close(first[1]);
  wait(nullptr);
  close(second[1]);
  wait(nullptr);
  puts("both");
}
