// wrong: both accounts in one call, and nobody looks whether that call was broken off
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

namespace {

bool digit(const char* text, int& value) {
  value = text[0] - '0';
  return text[0] != '\0' && text[1] == '\0' && value >= 1 && value <= 5;
}

void both(int set, int from, int to, short by) {
  sembuf operations[2] = {};
  for (int i = 0; i < 2; ++i) {
    operations[i].sem_num = static_cast<unsigned short>((i == 0 ? from : to) - 1);
    operations[i].sem_op = by;
    operations[i].sem_flg = SEM_UNDO;
  }
  semop(set, operations, 2);
}

int keep(key_t key) {
  int set = semget(key, 5, IPC_CREAT | 0600);
  int segment = shmget(key, 5 * sizeof(long), IPC_CREAT | 0600);
  long* balance = static_cast<long*>(shmat(segment, nullptr, 0));
  for (int i = 0; i < 5; ++i) {
    balance[i] = 1000;
    semctl(set, i, SETVAL, 1);
  }
  std::puts("open");
  std::fflush(stdout);
  char c;
  while (read(0, &c, 1) == 1) {
  }
  for (int i = 0; i < 5; ++i) std::printf("account %d: %ld\n", i + 1, balance[i]);
  semctl(set, 0, IPC_RMID);
  shmctl(segment, IPC_RMID, nullptr);
  return 0;
}

int move(key_t key, int from, int to) {
  int set = semget(key, 5, 0);
  long* balance = static_cast<long*>(shmat(shmget(key, 0, 0), nullptr, 0));
  long amount;
  while (std::scanf("%ld", &amount) == 1) {
    both(set, from, to, -1);
    balance[from - 1] -= amount;
    balance[to - 1] += amount;
    both(set, from, to, 1);
    std::printf("moved %ld\n", amount);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const key_t key = ftok(".", 77);
  int from = 0, to = 0;
  if (argc == 2 && std::strcmp(argv[1], "keep") == 0) return keep(key);
  if (argc == 4 && std::strcmp(argv[1], "move") == 0 && digit(argv[2], from) && digit(argv[3], to) && from != to) return move(key, from, to);
  std::fputs("bank: arguments\n", stderr);
  return 2;
}
