// wrong: who goes and sees nobody wait takes the set away, also when somebody has just come
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

union values {
  int value;
  unsigned short* all;
};

static int change(int id, unsigned short which, short by, short flags = 0) {
  sembuf operation{which, by, flags};
  int result;
  do result = semop(id, &operation, 1);
  while (result < 0 && errno == EINTR);
  return result;
}

static int find_or_make(key_t key) {
  int id = semget(key, 2, IPC_CREAT | IPC_EXCL | 0600);
  if (id >= 0) {
    semctl(id, 0, SETVAL, values{.value = 1});
    change(id, 1, 1);  // it is made
    return id;
  }
  id = semget(key, 2, 0600);
  change(id, 1, -1);
  change(id, 1, 1);
  return id;
}

int main(int argc, char** argv) {
  const bool tries = argc == 4 && std::strcmp(argv[3], "try") == 0;
  if ((argc != 3 && !tries) || std::strspn(argv[2], "123456789") != 1 || argv[2][1] != '\0') {
    std::fprintf(stderr, "bench: FILE, a digit, and perhaps try\n");
    return 2;
  }
  const key_t key = ftok(argv[1], 'w');
  if (key == -1) {
    std::perror(argv[1]);
    return 1;
  }
  const int id = find_or_make(key);
  if (id < 0) return 1;
  if (change(id, 0, -1, tries ? IPC_NOWAIT : 0) < 0) {
    std::puts("taken");
    return 3;
  }
  std::puts("in");
  std::fflush(stdout);
  while (std::getchar() != EOF) continue;
  std::puts("out");
  std::fflush(stdout);
  const bool nobody_waits = semctl(id, 0, GETNCNT) == 0;
  change(id, 0, 1);
  if (nobody_waits) semctl(id, 0, IPC_RMID);
  return 0;
}
