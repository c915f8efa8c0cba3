// The parent waits until a System V semaphore is zero, which its three children count down.
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int id = semget(IPC_PRIVATE, 1, 0600 | IPC_CREAT);
  semctl(id, 0, SETVAL, 3);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      sembuf down = {0, -1, 0};
      _exit(semop(id, &down, 1) == 0 ? 0 : 1);
    }
  sembuf zero = {0, 0, 0};
  const int result = semop(id, &zero, 1);
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  semctl(id, 0, IPC_RMID);
  puts("zero");
  return result == 0 ? failed : 1;
}
