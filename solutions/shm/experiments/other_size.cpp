// Makes a segment of 4096 bytes and asks for it again, once with less,
// once with more.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/shm.h>

void ask(key_t key, size_t size) {
  int id = shmget(key, size, 0600);
  const char* result = id < 0 ? strerrorname_np(errno) : "fine";
  dprintf(1, "%zu bytes: %s\n", size, result);
}

int main() {
  key_t key = ftok(".", 1);
  int id = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
  ask(key, 100);
  ask(key, 8192);
  shmctl(id, IPC_RMID, nullptr);
}
