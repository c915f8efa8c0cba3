// Two processes look for a word of each other and sleep in between; neither says it first.
#include <atomic>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  std::atomic<bool> ping, pong;
};

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = new (page) Shared();
  if (fork() == 0) {
    while (!shared->ping) usleep(20'000);
    shared->pong = true;
    _exit(0);
  }
  while (!shared->pong) usleep(10'000);
  shared->ping = true;
  wait(nullptr);
  puts("never comes here");
  return 0;
}
