// Two processes add to an event descriptor; the reader takes sums, never more and never less.
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int fd = eventfd(0, EFD_CLOEXEC);
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      const uint64_t some = 2;
      for (int k = 0; k < 2; ++k)
        if (write(fd, &some, sizeof some) != sizeof some) _exit(1);
      _exit(0);
    }
  uint64_t sum = 0;
  while (sum < 8) {
    uint64_t some;
    if (read(fd, &some, sizeof some) != sizeof some) return 1;
    sum += some;
  }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  printf("%d\n", static_cast<int>(sum));
  return sum == 8 && failed == 0 ? 0 : 1;
}
