// right: a semaphore of System V with SEM_UNDO is given back by the kernel; the sum is made from the shares in the end.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static int lock_id;
static void lock(short by) {
  struct sembuf change = {0, by, SEM_UNDO};
  semop(lock_id, &change, 1);
}

int main(int argc, char* argv[]) {
  if (argc != 2 || strlen(argv[1]) != 1 || strchr("12345678", argv[1][0]) == nullptr) {
    fputs("one digit, please\n", stderr);
    return 2;
  }
  int workers = argv[1][0] - '0', count = 0;
  long number[1000];
  while (count < 1000 && scanf("%ld", &number[count]) == 1) count++;
  lock_id = semget(IPC_PRIVATE, 1, 0600);
  int id = shmget(IPC_PRIVATE, 9 * sizeof(long), 0600);
  long* added = static_cast<long*>(shmat(id, nullptr, 0));
  shmctl(id, IPC_RMID, nullptr);
  struct sembuf open = {0, 1, 0};
  semop(lock_id, &open, 1);
  pid_t pid[8];
  for (int w = 0; w < workers; w++) {
    pid[w] = fork();
    if (pid[w] == 0) {
      for (int i = w; i < count; i += workers) {
        lock(-1);
        added[w] += number[i];
        added[8] += number[i];  // nobody relies on it
        lock(1);
      }
      _exit(0);
    }
  }
  int killed = 0, status[8];
  for (int w = 0; w < workers; w++) {
    waitpid(pid[w], &status[w], 0);
    if (WIFSIGNALED(status[w])) killed++;
  }
  long sum = 0;
  for (int w = 0; w < workers; w++) {
    printf(WIFSIGNALED(status[w]) ? "worker %d was killed, added %ld\n" : "worker %d added %ld\n", w + 1, added[w]);
    sum += added[w];
  }
  printf("sum %ld\n", sum);
  semctl(lock_id, 0, IPC_RMID);
  return killed ? 3 : 0;
}
