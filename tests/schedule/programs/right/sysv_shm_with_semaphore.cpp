// A System V segment with a text in it, guarded by a semaphore; each process puts its letter behind the others.
// memory
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int segment = shmget(IPC_PRIVATE, 4096, 0600 | IPC_CREAT), guard = semget(IPC_PRIVATE, 1, 0600 | IPC_CREAT);
  semctl(guard, 0, SETVAL, 1);
  auto* text = static_cast<char*>(shmat(segment, nullptr, 0));
  shmctl(segment, IPC_RMID, nullptr);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      const char letter[2] = {static_cast<char>('a' + i), 0};
      sembuf down = {0, -1, SEM_UNDO}, up = {0, 1, SEM_UNDO};
      semop(guard, &down, 1);
      strcat(text, letter);
      semop(guard, &up, 1);
      _exit(0);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  const size_t length = strlen(text);
  semctl(guard, 0, IPC_RMID);
  shmdt(text);
  printf("%zu letters\n", length);
  return length == 3 ? failed : 1;
}
