// Whoever comes first creates the semaphore set; the other one waits until sem_otime says that it is ready.
#include <errno.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int get(key_t key) {
  const int id = semget(key, 1, 0600 | IPC_CREAT | IPC_EXCL);
  if (id >= 0) {
    sembuf up = {0, 1, 0};  // a new set is 0; this sets sem_otime
    semop(id, &up, 1);
    return id;
  }
  if (errno != EEXIST) return -1;
  const int other = semget(key, 1, 0);
  semid_ds info = {};
  while (semctl(other, 0, IPC_STAT, &info) == 0 && info.sem_otime == 0) usleep(500);
  return other;
}

int main() {
  const key_t key = 0x51ed0000 + getpid();
  for (int i = 0; i < 2; ++i)
    if (fork() == 0) {
      const int id = get(key);
      sembuf down = {0, -1, SEM_UNDO}, up = {0, 1, SEM_UNDO};
      _exit(id >= 0 && semop(id, &down, 1) == 0 && semop(id, &up, 1) == 0 ? 0 : 1);
    }
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  const int id = semget(key, 1, 0), value = semctl(id, 0, GETVAL);
  semctl(id, 0, IPC_RMID);
  printf("%d\n", value);
  return value == 1 ? failed : 1;
}
