// Both get or create the semaphore, and both set it to 1: the second sets it while the first is inside.
#include <atomic>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* inside = new (page) std::atomic<int>(0);
  const key_t key = 0x5e700000 + getpid();
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      const int id = semget(key, 1, 0600 | IPC_CREAT);
      semctl(id, 0, SETVAL, 1);
      sembuf down = {0, -1, 0}, up = {0, 1, 0};
      semop(id, &down, 1);
      const bool alone = ++*inside == 1;
      if (write(1, ".", 1) != 1) _exit(1);
      --*inside;
      semop(id, &up, 1);
      _exit(alone ? 0 : 1);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  semctl(semget(key, 1, 0), 0, IPC_RMID);
  puts(failed == 0 ? "one at a time" : "both inside");
  return failed == 0 ? 0 : 1;
}
