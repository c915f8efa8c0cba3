// Two semaphores of a set, taken in one semop: no order in which to take them, no deadlock.
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  auto* count = static_cast<volatile int*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const int id = semget(IPC_PRIVATE, 2, 0600 | IPC_CREAT);
  unsigned short values[2] = {1, 1};
  semctl(id, 0, SETALL, values);
  const pid_t child = fork();
  const unsigned short first = child == 0 ? 1 : 0, second = child == 0 ? 0 : 1;
  for (int i = 0; i < 2; ++i) {
    sembuf take[2] = {{first, -1, 0}, {second, -1, 0}}, give[2] = {{first, 1, 0}, {second, 1, 0}};
    semop(id, take, 2);
    *count = *count + 1;
    semop(id, give, 2);
  }
  if (child == 0) _exit(0);
  int status;
  waitpid(child, &status, 0);
  semctl(id, 0, IPC_RMID);
  printf("%d\n", *count);
  return *count == 4 && status == 0 ? 0 : 1;
}
