// Polls a descriptor that stands for its child, and reaps through it.
#include <poll.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    usleep(1000);
    _exit(6);
  }
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (fd < 0) return 1;
  pollfd one = {fd, POLLIN, 0};
  if (poll(&one, 1, -1) != 1) return 1;
  siginfo_t info = {};
  if (waitid(static_cast<idtype_t>(3) /* P_PIDFD */, static_cast<id_t>(fd), &info, WEXITED) != 0) return 1;
  printf("%d\n", info.si_status);
  return info.si_status == 6 ? 0 : 1;
}
