// Two processes add 1 to one number in shared memory, with no lock.
#include <cstdio>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int access = PROT_READ | PROT_WRITE, flags = MAP_SHARED | MAP_ANONYMOUS;
  int* number = static_cast<int*>(
      mmap(nullptr, sizeof(int), access, flags, -1, 0));
  if (fork() == 0) {
    ++*number;
    _exit(0);
  }
  ++*number;
  wait(nullptr);
  dprintf(1, "the number is %d\n", *number);
}
