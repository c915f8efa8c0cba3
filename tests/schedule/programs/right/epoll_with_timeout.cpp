// Waits with epoll, a timeout and two writers.
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const int poller = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < 2; ++i) {
    int ends[2];
    if (pipe(ends) != 0) return 1;
    if (fork() == 0) {
      usleep(3000);
      _exit(write(ends[1], "xy", 2) == 2 ? 0 : 1);
    }
    close(ends[1]);
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = ends[0];
    epoll_ctl(poller, EPOLL_CTL_ADD, ends[0], &event);
  }
  int open = 2;
  ssize_t bytes = 0;
  while (open > 0) {
    epoll_event event;
    const int ready = epoll_wait(poller, &event, 1, 2);
    if (ready < 0) return 1;
    if (ready == 0) continue;
    char byte;
    const ssize_t got = read(event.data.fd, &byte, 1);
    bytes += got;
    if (got > 0) continue;
    epoll_ctl(poller, EPOLL_CTL_DEL, event.data.fd, nullptr);  // close alone is not enough: a child has it open too
    close(event.data.fd);
    --open;
  }
  int status, sum = 0;
  while (wait(&status) > 0) sum += status;
  printf("%zd bytes\n", bytes);
  return bytes == 4 && sum == 0 ? 0 : 1;
}
