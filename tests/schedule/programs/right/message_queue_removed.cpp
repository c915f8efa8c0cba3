// Who waits in msgrcv when the queue is removed is told so by EIDRM, who comes later by EINVAL: both mean the end.
#include <errno.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct Message {
  long type;
  int number;
};

int main() {
  const int id = msgget(IPC_PRIVATE, 0600 | IPC_CREAT);
  const pid_t child = fork();
  if (child == 0) {
    Message message;
    for (;;)
      if (msgrcv(id, &message, sizeof message.number, 0, 0) < 0) _exit(errno == EIDRM || errno == EINVAL ? 0 : 1);
  }
  Message message = {1, 5};
  msgsnd(id, &message, sizeof message.number, 0);
  msgctl(id, IPC_RMID, nullptr);
  int status;
  waitpid(child, &status, 0);
  puts("removed");
  return status;
}
