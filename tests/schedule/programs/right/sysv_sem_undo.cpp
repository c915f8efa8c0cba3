// A child dies between its P and its V; SEM_UNDO gives back what it had taken, and nobody waits for ever.
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int id;

static void change(short by) {
  sembuf one = {0, by, SEM_UNDO};
  semop(id, &one, 1);
}

int main() {
  id = semget(IPC_PRIVATE, 1, 0600 | IPC_CREAT);
  semctl(id, 0, SETVAL, 1);
  for (int i = 0; i < 3; ++i)
    if (fork() == 0) {
      change(-1);
      if (i == 1) _exit(0);  // in the middle
      change(1);
      _exit(0);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  const int value = semctl(id, 0, GETVAL);
  semctl(id, 0, IPC_RMID);
  printf("%d\n", value);
  return value == 1 && failed == 0 ? 0 : 1;
}
