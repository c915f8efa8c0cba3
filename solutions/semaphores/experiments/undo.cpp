// A child takes a System V semaphore and is killed while it has it. The
// parent then wants it, too. With the argument "undo" the child took it
// with SEM_UNDO.
#include <csignal>
#include <cstdio>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char**) {
  int id = semget(IPC_PRIVATE, 1, 0600);
  semctl(id, 0, SETVAL, 1);  // it is free
  short undo = argc > 1 ? SEM_UNDO : 0;
  if (fork() == 0) {
    sembuf take = {0, -1, undo};
    semop(id, &take, 1);
    kill(getpid(), SIGKILL);
  }
  wait(nullptr);
  dprintf(1, "the child is dead, the value is %d\n", semctl(id, 0, GETVAL));
  sembuf take = {0, -1, 0};
  semop(id, &take, 1);
  dprintf(1, "the parent has it\n");
  semctl(id, 0, IPC_RMID);
}
