// Three processes add to a number in a file, each under flock on a descriptor of its own.
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[40];

static bool add() {
  const int fd = open(name, O_RDWR);
  flock(fd, LOCK_EX);
  int number = 0;
  bool good = pread(fd, &number, sizeof number, 0) == sizeof number;
  ++number;
  good = good && pwrite(fd, &number, sizeof number, 0) == sizeof number;
  flock(fd, LOCK_UN);
  close(fd);
  return good;
}

int main() {
  snprintf(name, sizeof name, "/tmp/number.%d", static_cast<int>(getpid()));
  const int fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  int number = 0;
  if (write(fd, &number, sizeof number) != sizeof number) return 1;
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) _exit(add() && add() ? 0 : 1);
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  if (pread(fd, &number, sizeof number, 0) != sizeof number) return 1;
  unlink(name);
  printf("%d\n", number);
  return number == 6 && failed == 0 ? 0 : 1;
}
