// A POSIX queue tells by a signal that it is no longer empty; then everything in it is received.
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  char name[32];
  snprintf(name, sizeof name, "/notify.%d", static_cast<int>(getpid()));
  mq_attr attributes = {};
  attributes.mq_maxmsg = 4;
  attributes.mq_msgsize = 8;
  const mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &attributes);
  mq_unlink(name);
  sigevent event = {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  if (queue < 0 || mq_notify(queue, &event) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 3; ++i) mq_send(queue, "m", 1, 0);
    _exit(0);
  }
  int received = 0, number;
  char message[8];
  while (received < 3) {
    sigwait(&set, &number);
    mq_notify(queue, &event);  // once only: anew before the queue is emptied
    while (mq_receive(queue, message, sizeof message, nullptr) >= 0) ++received;
  }
  int status;
  waitpid(child, &status, 0);
  mq_close(queue);
  printf("%d\n", received);
  return received == 3 ? status : 1;
}
