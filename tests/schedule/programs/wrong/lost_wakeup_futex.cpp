// Reads the number that it gives to futex after it has looked whether it must wait.
// memory
#include <atomic>
#include <linux/futex.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static std::atomic<int> number;
static std::atomic<bool> done;

static void* finish(void*) {
  done = true;
  ++number;
  syscall(SYS_futex, &number, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, finish, nullptr);
  while (!done) syscall(SYS_futex, &number, FUTEX_WAIT_PRIVATE, number.load(), nullptr, nullptr, 0);
  pthread_join(thread, nullptr);
  puts("done");
}
