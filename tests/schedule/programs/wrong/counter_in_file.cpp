// Two processes read a number from a file, add one and write it back.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char name[40];
  snprintf(name, sizeof name, "/tmp/number.%d", static_cast<int>(getpid()));
  const int fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  unlink(name);
  int number = 0;
  if (pwrite(fd, &number, sizeof number, 0) != sizeof number) return 1;
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      if (pread(fd, &number, sizeof number, 0) != sizeof number) _exit(1);
      ++number;
      _exit(pwrite(fd, &number, sizeof number, 0) == sizeof number ? 0 : 1);
    }
  while (wait(nullptr) > 0) {
  }
  if (pread(fd, &number, sizeof number, 0) != sizeof number) return 1;
  printf("%d\n", number);
  return number == 2 ? 0 : 1;
}
