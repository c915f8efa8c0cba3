// right: a segment with no key, and a semaphore of System V for a lock; both are removed by the parent.
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static int semaphore;

static void change(short by) {
  struct sembuf one = {0, by, SEM_UNDO};
  semop(semaphore, &one, 1);
}

int main(int argc, char* argv[]) {
  if (argc != 2 || argv[1][0] < '1' || argv[1][0] > '8' || argv[1][1] != '\0') {
    fprintf(stderr, "%s WORKERS\n", argv[0]);
    return 2;
  }
  int workers = atoi(argv[1]);
  static long numbers[1000];
  int count = 0;
  char line[64];
  while (count < 1000 && fgets(line, sizeof line, stdin) != nullptr)
    if (line[0] == '-' || isdigit(static_cast<unsigned char>(line[0]))) numbers[count++] = strtol(line, nullptr, 10);

  semaphore = semget(IPC_PRIVATE, 1, 0600);
  int segment = shmget(IPC_PRIVATE, 9 * sizeof(long), 0600);
  if (semaphore < 0 || segment < 0) return 1;
  long* total = static_cast<long*>(shmat(segment, nullptr, 0));
  change(1);
  pid_t children[8];
  for (int worker = 0; worker < workers; ++worker) {
    children[worker] = fork();
    if (children[worker] == 0) {
      for (int i = worker; i < count; i += workers) {
        change(-1);
        total[0] += numbers[i];
        total[worker + 1] += numbers[i];
        change(1);
      }
      _exit(0);
    }
  }
  for (int worker = 0; worker < workers; ++worker) {
    waitpid(children[worker], nullptr, 0);
    printf("worker %d added %ld\n", worker + 1, total[worker + 1]);
  }
  printf("sum %ld\n", total[0]);
  shmdt(total);
  shmctl(segment, IPC_RMID, nullptr);
  semctl(semaphore, 0, IPC_RMID);
  return 0;
}
