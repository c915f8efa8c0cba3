// Receives from a message queue with a deadline, again after each timeout; the urgent message may come late.
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main() {
  char name[32];
  snprintf(name, sizeof name, "/timed.%d", static_cast<int>(getpid()));
  mq_attr attributes = {};
  attributes.mq_maxmsg = 4;
  attributes.mq_msgsize = 8;
  const mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue < 0) return 1;
  mq_unlink(name);
  const pid_t child = fork();
  if (child == 0) {
    mq_send(queue, "a", 1, 0);
    mq_send(queue, "b", 1, 1);
    _exit(0);
  }
  int seen = 0;
  while (seen < 2) {
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += 1000000;
    if (deadline.tv_nsec >= 1000000000) ++deadline.tv_sec, deadline.tv_nsec -= 1000000000;
    char message[8];
    if (mq_timedreceive(queue, message, sizeof message, nullptr, &deadline) == 1) ++seen;
    else if (errno != ETIMEDOUT && errno != EINTR) return 1;
  }
  int status;
  waitpid(child, &status, 0);
  mq_close(queue);
  puts("2 messages");
  return status;
}
