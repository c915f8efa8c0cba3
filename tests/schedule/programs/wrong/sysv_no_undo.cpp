// A child ends between its P and its V, without SEM_UNDO: the other one waits for ever.
#include <signal.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int id;

static void change(short by) {
  sembuf one = {0, by, 0};
  semop(id, &one, 1);
}

int main() {
  id = semget(IPC_PRIVATE, 1, 0600 | IPC_CREAT);
  semctl(id, 0, SETVAL, 1);
  const pid_t other = fork();
  if (other == 0) {
    change(-1);
    change(1);
    _exit(0);
  }
  const pid_t child = fork();
  if (child == 0) {
    change(-1);
    raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  waitpid(other, nullptr, 0);
  semctl(id, 0, IPC_RMID);
  puts("both");
}
