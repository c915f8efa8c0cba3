// Both sleep: the writer 10 ms, the reader 20 ms, which is hoped to be later.
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* value = static_cast<int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = fork();
  if (child == 0) {
    usleep(10000);
    *value = 1;
    _exit(0);
  }
  usleep(20000);
  const int seen = *value;
  waitpid(child, nullptr, 0);
  printf("%d\n", seen);
  return seen == 1 ? 0 : 1;
}
