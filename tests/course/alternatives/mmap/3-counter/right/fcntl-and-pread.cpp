// right: no mapping; pread and pwrite under a record lock, which belongs to the process that takes it
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd;

static void lock(short how) {
  struct flock all = {};
  all.l_type = how;
  all.l_whence = SEEK_SET;
  if (fcntl(fd, F_SETLKW, &all) != 0) {
    perror("counter: lock");
    _exit(1);
  }
}

static uint64_t add(uint64_t more) {
  uint64_t count = 0;
  lock(F_WRLCK);
  if (pread(fd, &count, sizeof count, 0) < static_cast<ssize_t>(sizeof count)) count = 0;
  count += more;
  if (pwrite(fd, &count, sizeof count, 0) != sizeof count) _exit(1);
  lock(F_UNLCK);
  return count;
}

static int argument(const char* text, int low, int high) {
  char* end;
  const long number = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || number < low || number > high) {
    fprintf(stderr, "counter: %s is not a number from %d to %d\n", text, low, high);
    exit(2);
  }
  return static_cast<int>(number);
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "counter FILE WORKERS N\n");
    return 2;
  }
  const int workers = argument(argv[2], 1, 8), times = argument(argv[3], 0, 1000);
  fd = open(argv[1], O_RDWR | O_CREAT, 0644);
  if (fd < 0) {
    perror(argv[1]);
    return 1;
  }
  pid_t children[8];
  for (int i = 0; i < workers; ++i) {
    children[i] = fork();
    if (children[i] == 0) {
      for (int n = 0; n < times; ++n) add(1);
      _exit(0);
    }
  }
  for (int i = 0; i < workers; ++i) waitpid(children[i], nullptr, 0);
  printf("count %llu\n", static_cast<unsigned long long>(add(0)));
  return 0;
}
