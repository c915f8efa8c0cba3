// Two processes take turns by spinning on a shared word.
#include <atomic>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* turn = new (page) std::atomic<int>(0);
  const pid_t child = fork();
  const int mine = child == 0 ? 1 : 0;
  for (int round = 0; round < 3; ++round) {
    while (*turn % 2 != mine) {
    }
    ++*turn;
  }
  if (child == 0) _exit(0);
  int status = 0;
  waitpid(child, &status, 0);
  printf("%d turns\n", turn->load());
  return *turn == 6 && status == 0 ? 0 : 1;
}
