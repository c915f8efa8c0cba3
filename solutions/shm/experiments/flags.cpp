// Asks for a segment that does not exist, with the flags that the argument
// names.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/shm.h>

int main(int, char** argv) {
  int flags = 0600;
  if (strstr(argv[1], "CREAT") != nullptr) flags |= IPC_CREAT;
  if (strstr(argv[1], "EXCL") != nullptr) flags |= IPC_EXCL;

  int id = shmget(ftok(".", 1), 4096, flags);
  if (id < 0) {
    dprintf(1, "shmget failed with %s\n", strerrorname_np(errno));
    return 0;
  }
  dprintf(1, "there is a segment\n");
  shmctl(id, IPC_RMID, nullptr);
}
