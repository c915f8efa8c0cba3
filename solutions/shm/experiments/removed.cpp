// Removes a segment that is still attached: can one still use it, is its
// key free, and is it there after the last detach?
#include <cstdio>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

int main() {
  key_t key = ftok(".", 1);
  int id = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
  int* number = static_cast<int*>(shmat(id, nullptr, 0));
  *number = 42;
  shmctl(id, IPC_RMID, nullptr);

  dprintf(1, "after IPC_RMID it holds %d\n", *number);
  int another = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
  dprintf(1, "its key is %s\n", another >= 0 ? "free" : "taken");
  shmctl(another, IPC_RMID, nullptr);
  shmdt(number);
  shmid_ds info;
  bool there = shmctl(id, IPC_STAT, &info) == 0;
  dprintf(1, "after the last detach it is %s\n", there ? "there" : "gone");
}
