// The client opens a message queue that the server may not have made yet.
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char name[32];
  snprintf(name, sizeof name, "/early.%d", static_cast<int>(getpid()));
  const pid_t server = fork();
  if (server == 0) {
    mq_attr attributes = {};
    attributes.mq_maxmsg = 2;
    attributes.mq_msgsize = 8;
    const mqd_t queue = mq_open(name, O_RDONLY | O_CREAT, 0600, &attributes);
    char message[8];
    _exit(mq_receive(queue, message, sizeof message, nullptr) == 1 ? 0 : 1);
  }
  const mqd_t queue = mq_open(name, O_WRONLY);
  if (queue < 0) kill(server, SIGTERM);
  else mq_send(queue, "m", 1, 0);
  waitpid(server, nullptr, 0);
  mq_unlink(name);
  puts(queue < 0 ? "no queue" : "sent");
  return queue < 0 ? 1 : 0;
}
