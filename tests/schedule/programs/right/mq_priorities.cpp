// Urgent messages first; the receiver starts when all have been sent.
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  char name[32];
  snprintf(name, sizeof name, "/urgent.%d", static_cast<int>(getpid()));
  mq_attr attributes = {};
  attributes.mq_maxmsg = 4;
  attributes.mq_msgsize = 8;
  const mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue < 0) return 1;
  mq_unlink(name);
  for (int i = 1; i <= 3; ++i)
    if (fork() == 0) _exit(mq_send(queue, "m", 1, static_cast<unsigned>(i)) == 0 ? 0 : 1);
  int status, failed = 0;
  while (wait(&status) > 0) failed |= status;
  for (unsigned expected = 3; expected >= 1; --expected) {
    char message[8];
    unsigned priority = 0;
    if (mq_receive(queue, message, sizeof message, &priority) != 1 || priority != expected) return 1;
  }
  mq_close(queue);
  puts("3 2 1");
  return failed;
}
