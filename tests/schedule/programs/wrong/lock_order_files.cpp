// Two files, locked with flock in opposite orders.
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char names[2][40];
  for (int i = 0; i < 2; ++i) {
    snprintf(names[i], sizeof names[i], "/tmp/file.%d.%d", static_cast<int>(getpid()), i);
    close(open(names[i], O_RDWR | O_CREAT, 0600));
  }
  const pid_t child = fork();
  const int first = child == 0 ? 1 : 0;
  const int one = open(names[first], O_RDWR), two = open(names[1 - first], O_RDWR);
  flock(one, LOCK_EX);
  flock(two, LOCK_EX);
  flock(two, LOCK_UN);
  flock(one, LOCK_UN);
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  for (const auto& name : names) unlink(name);
  puts("both");
  return status;
}
