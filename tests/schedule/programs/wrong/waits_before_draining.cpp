// Waits for its child before it reads what the child has written: more than a pipe holds.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    static char bytes[100000];
    _exit(write(ends[1], bytes, sizeof bytes) > 0 ? 0 : 1);
  }
  close(ends[1]);
  waitpid(child, nullptr, 0);
  char buffer[4096];
  long sum = 0;
  ssize_t got;
  while ((got = read(ends[0], buffer, sizeof buffer)) > 0) sum += got;
  printf("%ld\n", sum);
  return sum == 100000 ? 0 : 1;
}
