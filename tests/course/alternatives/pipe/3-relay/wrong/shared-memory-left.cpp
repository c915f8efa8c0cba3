// wrong: passes the count from child to parent in a System V shared memory segment and never removes it
#include "copy.hpp"
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>

int main() {
  const int shm = shmget(IPC_PRIVATE, sizeof(long), IPC_CREAT | 0600);
  long* const shared = static_cast<long*>(shmat(shm, nullptr, 0));
  if (shm < 0 || shared == reinterpret_cast<long*>(-1)) {
    perror("relay: shared memory");
    return 1;
  }
  int p[2];
  if (pipe(p) < 0) {
    perror("relay: pipe");
    return 1;
  }
  const pid_t child = fork();
  if (child < 0) {
    perror("relay: fork");
    return 1;
  }
  if (child == 0) {
    close(p[0]);
    *shared = copy(0, p[1]);
    _exit(*shared < 0 ? 1 : 0);
  }
  close(p[1]);
  signal(SIGPIPE, SIG_IGN);
  bool good = copy(p[0], 1) >= 0;
  close(p[0]);
  waitpid(child, nullptr, 0);
  if (good) {
    char count[64];
    snprintf(count, sizeof count, "%ld lines\n", *shared);
    good = write_all(1, count, static_cast<ssize_t>(strlen(count)));
  }
  if (!good) perror("relay: copying");
  return good ? 0 : 1;
}
