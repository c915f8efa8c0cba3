// Sets a limit of this process and goes beyond it. The argument says
// which: "files", "processes", "stack" or "queues" (the bytes in POSIX
// queues).
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <mqueue.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

void limit(int what, rlim_t most) {
  rlimit both = {most, most};
  setrlimit(static_cast<__rlimit_resource>(what), &both);
}

int deeper(int levels) {
  volatile char room[10'000];  // on the stack, at each level
  room[0] = 1;
  return levels == 0 ? 0 : deeper(levels - 1) + room[0];
}

int main(int, char** argv) {
  int result = 0;
  if (strcmp(argv[1], "files") == 0) {
    limit(RLIMIT_NOFILE, 10);
    for (int i = 0; i < 10 && result >= 0; ++i) result = dup(0);
  } else if (strcmp(argv[1], "processes") == 0) {
    limit(RLIMIT_NPROC, 0);
    result = fork();
    if (result == 0) _exit(0);
  } else if (strcmp(argv[1], "queues") == 0) {
    limit(RLIMIT_MSGQUEUE, 100);
    result = mq_open("/ipclab-queue", O_CREAT | O_RDWR, 0600, nullptr);
    if (result >= 0) mq_unlink("/ipclab-queue");
  } else {
    limit(RLIMIT_STACK, 1 << 20);
    deeper(1000);
  }
  if (result < 0) dprintf(1, "failed with %s\n", strerrorname_np(errno));
  else dprintf(1, "nothing happened\n");
}
