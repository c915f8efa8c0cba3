// wrong: who waits for the lock and is stopped meanwhile goes on without it
#include <cstdio>
#include <string>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {
int set = -1;

void change(unsigned short which, short by) {
  sembuf operation{which, by, 0};
  semop(set, &operation, 1);
}

int parse(const char* text, int most) {
  int value = 0, used = 0;
  if (std::sscanf(text, "%4d%n", &value, &used) != 1 || text[used] != 0 || value < 1 || value > most) return 0;
  return value;
}
}  // namespace

int main(int argc, char** argv) {
  const int doors = argc == 3 ? parse(argv[1], 5) : 0;
  const int visitors = argc == 3 ? parse(argv[2], 1000) : 0;
  if (doors == 0 || visitors == 0) {
    std::fputs("counter: how many doors, how many visitors?\n", stderr);
    return 2;
  }
  auto* count = static_cast<volatile int*>(mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  set = semget(IPC_PRIVATE, 2, 0600);  // all 0: the gate, the lock
  for (int door = 1; door <= doors; ++door)
    if (fork() == 0) {
      change(0, -1);
      for (int i = 0; i < visitors; ++i) {
        change(1, -1);
        const std::string line = std::to_string(*count = *count + 1) + ": door " + std::to_string(door) + "\n";
        if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(1);
        change(1, 1);
      }
      _exit(0);
    }
  std::puts("open");
  std::fflush(stdout);
  change(1, 1);
  change(0, static_cast<short>(doors));
  while (wait(nullptr) > 0) {
  }
  std::printf("closed after %d\n", *count);
  semctl(set, 0, IPC_RMID);
}
