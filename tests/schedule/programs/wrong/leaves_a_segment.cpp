// Removes its segment only when the child was quick.
#include <signal.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int id = shmget(IPC_PRIVATE, 4096, 0600 | IPC_CREAT);
  const pid_t child = fork();
  if (child == 0) _exit(0);
  if (waitpid(child, nullptr, WNOHANG) == child) shmctl(id, IPC_RMID, nullptr);
  else waitpid(child, nullptr, 0);
  puts("done");
}
