// Takes a System V semaphore with a timeout, again after each timeout.
#include <errno.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int id = semget(IPC_PRIVATE, 1, 0600 | IPC_CREAT);
  semctl(id, 0, SETVAL, 0);
  const pid_t child = fork();
  if (child == 0) {
    usleep(2500);
    sembuf give = {0, 1, 0};
    _exit(semop(id, &give, 1) == 0 ? 0 : 1);
  }
  sembuf take = {0, -1, 0};
  const timespec limit = {0, 1000000};
  int result;
  while ((result = semtimedop(id, &take, 1, &limit)) != 0 && errno == EAGAIN) {
  }
  int status;
  waitpid(child, &status, 0);
  semctl(id, 0, IPC_RMID);
  puts("taken");
  return result == 0 && status == 0 ? 0 : 1;
}
