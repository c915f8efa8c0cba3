// right: no mask: the handler writes the number into a pipe to itself, ppoll(2) and a read fetch it
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int ends[2];
static volatile sig_atomic_t seen[2];

extern "C" void tell(int number) {
  const int saved = errno;
  seen[number == SIGUSR2] = 1;
  const char any = 0;
  (void)!write(ends[1], &any, 1);  // a full pipe wakes it just as well
  errno = saved;
}

static void wait_for(int which) {
  while (!seen[which]) {
    pollfd fd = {ends[0], POLLIN, 0};
    char bytes[64];
    if (ppoll(&fd, 1, nullptr, nullptr) > 0) (void)!read(ends[0], bytes, sizeof bytes);
  }
}

int main() {
  if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) < 0) exit(EXIT_FAILURE);
  struct sigaction action = {};
  action.sa_handler = tell;
  sigaction(SIGUSR1, &action, nullptr);
  sigaction(SIGUSR2, &action, nullptr);
  dprintf(1, "ready\n");
  wait_for(0);
  dprintf(1, "started\n");
  wait_for(1);
  dprintf(1, "stopped\n");
  exit(EXIT_SUCCESS);
}
