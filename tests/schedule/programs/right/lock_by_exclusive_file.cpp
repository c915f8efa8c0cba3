// A file that is created with O_EXCL is the lock; who does not get it tries again a little later.
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* count = static_cast<volatile int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  char name[40];
  snprintf(name, sizeof name, "/tmp/lock.%d", static_cast<int>(getpid()));
  const pid_t child = fork();
  for (int i = 0; i < 2; ++i) {
    int fd;
    while ((fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600)) < 0) usleep(500);
    *count = *count + 1;
    close(fd);
    unlink(name);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  printf("%d\n", *count);
  return *count == 4 && status == 0 ? 0 : 1;
}
