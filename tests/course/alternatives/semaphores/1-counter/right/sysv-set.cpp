// right: a System V set that only this family knows; one of its semaphores is the count
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {
enum { kOpen, kBusy, kCount, kAll };
int set = -1;

void operate(std::initializer_list<sembuf> operations) {
  while (semop(set, const_cast<sembuf*>(operations.begin()), operations.size()) == -1 && errno == EINTR) {
  }
}

int parse(const char* text, int most) {
  int value = 0, used = 0;
  if (std::sscanf(text, "%4d%n", &value, &used) != 1 || text[used] != 0 || value < 1 || value > most) return 0;
  return value;
}

void door(int number, int visitors) {
  operate({{kOpen, 0, 0}});  // it is 1 until the house is open
  while (visitors-- > 0) {
    operate({{kBusy, 0, 0}, {kBusy, 1, SEM_UNDO}, {kCount, 1, 0}});
    const std::string line = std::to_string(semctl(set, kCount, GETVAL)) + ": door " + std::to_string(number) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(1);
    operate({{kBusy, -1, SEM_UNDO}});
  }
}
}  // namespace

int main(int argc, char** argv) {
  const int doors = argc == 3 ? parse(argv[1], 5) : 0;
  const int visitors = argc == 3 ? parse(argv[2], 1000) : 0;
  if (doors * visitors == 0) {
    std::fputs("usage\n", stderr);
    return 2;
  }
  set = semget(IPC_PRIVATE, kAll, 0600);
  for (int semaphore : {kOpen, kBusy, kCount}) semctl(set, semaphore, SETVAL, semaphore == kOpen ? 1 : 0);
  for (int i = 1; i <= doors; ++i)
    if (fork() == 0) {
      door(i, visitors);
      _exit(0);
    }
  std::printf("open\n");
  std::fflush(stdout);
  operate({{kOpen, -1, 0}});
  for (int i = 0; i < doors; ++i) wait(nullptr);
  std::printf("closed after %d\n", semctl(set, kCount, GETVAL));
  semctl(set, 0, IPC_RMID);
}
