// right: the same lock that is free at 0, asked for again and again with a timeout (semtimedop)
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <time.h>
#include <unistd.h>

enum { BUSY, GONE };

static int lock(int id, short flags) {
  struct sembuf ops[2] = {{BUSY, 0, flags}, {BUSY, 1, SEM_UNDO}};
  for (;;) {
    struct timespec nap = {0, 50 * 1000 * 1000};
    if (semtimedop(id, ops, 2, &nap) == 0) return 0;
    if (flags & IPC_NOWAIT) return -1;
    if (errno != EAGAIN && errno != EINTR) _exit(1);
  }
}

static void go(int id, int people, int had) {
  struct sembuf ops[2] = {{GONE, 1, 0}, {BUSY, -1, SEM_UNDO}};
  semop(id, ops, had ? 2 : 1);
  if (semctl(id, GONE, GETVAL) == people) semctl(id, 0, IPC_RMID);
}

int main(int argc, char **argv) {
  int tries = argc == 4 && strcmp(argv[3], "try") == 0;
  if ((argc != 3 && !tries) || strlen(argv[2]) != 1 || argv[2][0] < '1' || argv[2][0] > '9') {
    fprintf(stderr, "wrong arguments\n");
    return 2;
  }
  int people = argv[2][0] - '0';
  key_t key = ftok(argv[1], 1);
  if (key == -1) {
    perror(argv[1]);
    return 1;
  }
  int id = semget(key, 2, IPC_CREAT | 0600);
  if (id < 0) {
    perror("semget");
    return 1;
  }
  if (lock(id, tries ? IPC_NOWAIT : 0) < 0) {
    puts("taken");
    fflush(stdout);
    go(id, people, 0);
    return 3;
  }
  puts("in");
  fflush(stdout);
  while (getchar() != EOF) continue;
  puts("out");
  fflush(stdout);
  go(id, people, 1);
  return 0;
}
