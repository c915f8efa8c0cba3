// A child waits for a message in a queue. Its parent removes the queue as
// soon as the child sleeps.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct Message { long type; char text[10]; };

int main() {
  int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  if (fork() == 0) {
    Message message;
    if (msgrcv(id, &message, sizeof message.text, 0, 0) < 0)
      dprintf(1, "msgrcv failed with %s\n", strerrorname_np(errno));
    _exit(0);
  }
  sleep(1);  // in the experiment time passes only when all are asleep
  msgctl(id, IPC_RMID, nullptr);
  wait(nullptr);
}
