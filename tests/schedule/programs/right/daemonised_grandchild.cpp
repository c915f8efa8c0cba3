// A grandchild leaves its session and its parents behind, does its work, and ends by itself.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    if (setsid() < 0) _exit(1);
    if (fork() != 0) _exit(0);
    usleep(2000);
    _exit(write(ends[1], "done", 4) == 4 ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  close(ends[1]);
  char buffer[8];
  ssize_t length = 0, got;
  while ((got = read(ends[0], buffer, sizeof buffer)) > 0) length += got;
  puts("done");
  return length == 4 && status == 0 ? 0 : 1;
}
