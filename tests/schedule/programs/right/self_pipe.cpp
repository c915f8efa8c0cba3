// The handler writes into a pipe that main polls together with another one.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int own[2];

static void tell(int) {
  const int saved = errno;
  [[maybe_unused]] const ssize_t written = write(own[1], "s", 1);
  errno = saved;
}

int main() {
  int words[2];
  if (pipe2(own, O_NONBLOCK | O_CLOEXEC) != 0 || pipe(words) != 0) return 1;
  struct sigaction action = {};
  action.sa_handler = tell;
  action.sa_flags = SA_RESTART;
  sigaction(SIGCHLD, &action, nullptr);
  const pid_t child = fork();
  if (child == 0) _exit(write(words[1], "w", 1) == 1 ? 0 : 1);
  bool word = false, ended = false;
  while (!word || !ended) {
    pollfd both[2] = {{own[0], POLLIN, 0}, {words[0], POLLIN, 0}};
    if (poll(both, 2, -1) < 0 && errno != EINTR) return 1;
    char byte;
    if (both[0].revents & POLLIN)
      while (read(own[0], &byte, 1) == 1) ended = true;
    if (both[1].revents & POLLIN) word = read(words[0], &byte, 1) == 1;
  }
  int status;
  waitpid(child, &status, 0);
  puts("both");
  return status;
}
