// A child makes a segment, writes 42 into it, and is killed. Then its
// parent looks for the segment.
#include <csignal>
#include <cstdio>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  key_t key = ftok(".", 1);
  if (fork() == 0) {
    int id = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
    *static_cast<int*>(shmat(id, nullptr, 0)) = 42;
    kill(getpid(), SIGKILL);
  }
  wait(nullptr);

  int id = shmget(key, 4096, 0600);
  if (id < 0) {
    dprintf(1, "there is no segment any more\n");
    return 0;
  }
  dprintf(1, "it holds %d\n", *static_cast<int*>(shmat(id, nullptr, 0)));
  shmctl(id, IPC_RMID, nullptr);
}
