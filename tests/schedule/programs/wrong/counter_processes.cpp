// Two processes count in shared memory without a lock.
// memory
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* count = static_cast<int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      ++*count;
      _exit(0);
    }
  while (wait(nullptr) > 0) {
  }
  printf("%d\n", *count);
  return *count == 2 ? 0 : 1;
}
