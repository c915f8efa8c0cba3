// Parent and child both call shmget with IPC_PRIVATE. The parent writes 42
// into its segment; what does the child see in its own one?
#include <cstdio>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
  int* number = static_cast<int*>(shmat(id, nullptr, 0));
  *number = 42;
  if (fork() == 0) {
    int other = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    dprintf(1, "the same segment: %s\n", other == id ? "yes" : "no");
    number = static_cast<int*>(shmat(other, nullptr, 0));
    dprintf(1, "the child sees %d\n", *number);
    if (other != id) shmctl(other, IPC_RMID, nullptr);
    _exit(0);
  }
  wait(nullptr);
  shmctl(id, IPC_RMID, nullptr);
}
