// Sleeps on a word by the raw system call, with a timeout, until the other process has changed it.
#include <atomic>
#include <linux/futex.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* word = new (page) std::atomic<int>(0);
  const pid_t child = fork();
  if (child == 0) {
    *word = 1;
    syscall(SYS_futex, word, FUTEX_WAKE, 1, nullptr, nullptr, 0);
    _exit(0);
  }
  while (*word == 0) {
    const timespec limit = {0, 2000000};
    syscall(SYS_futex, word, FUTEX_WAIT, 0, &limit, nullptr, 0);
  }
  int status;
  waitpid(child, &status, 0);
  puts("changed");
  return status;
}
