// Sleeps on a word by the raw system call, for as long as it takes.
#include <atomic>
#include <linux/futex.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static std::atomic<int> word;

static void* set(void*) {
  word = 1;
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, set, nullptr);
  while (word == 0) syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
  pthread_join(thread, nullptr);
  puts("changed");
}
