// Two System V semaphores, taken one after the other and in opposite orders.
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int id;

static void change(int which, short by) {
  sembuf one = {static_cast<unsigned short>(which), by, SEM_UNDO};
  semop(id, &one, 1);
}

int main() {
  id = semget(IPC_PRIVATE, 2, 0600 | IPC_CREAT);
  unsigned short ones[2] = {1, 1};
  semctl(id, 0, SETALL, ones);
  const pid_t child = fork();
  const int first = child == 0 ? 1 : 0;
  change(first, -1);
  change(1 - first, -1);
  change(1 - first, 1);
  change(first, 1);
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  semctl(id, 0, IPC_RMID);
  puts("both");
  return status;
}
