// Takes any message from a queue that carries requests and answers: it may be its own request.
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
  Message message = {1, 5};
  if (child == 0) {
    if (msgrcv(id, &message, sizeof message.number, 1, 0) < 0) _exit(1);
    message = {2, 2 * message.number};
    _exit(msgsnd(id, &message, sizeof message.number, 0) == 0 ? 0 : 1);
  }
  msgsnd(id, &message, sizeof message.number, 0);
  msgrcv(id, &message, sizeof message.number, 0, 0);
  const int answer = message.number;
  msgctl(id, IPC_RMID, nullptr);
  waitpid(child, nullptr, 0);
  printf("%d\n", answer);
  return answer == 10 ? 0 : 1;
}
