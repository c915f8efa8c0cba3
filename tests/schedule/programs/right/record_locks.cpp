// Two processes lock two records of a file with fcntl, always the first one first.
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void lock(int fd, short type, off_t where) {
  struct flock record = {};
  record.l_type = type;
  record.l_whence = SEEK_SET;
  record.l_start = where * static_cast<off_t>(sizeof(int));
  record.l_len = sizeof(int);
  fcntl(fd, F_SETLKW, &record);
}

static bool move_one(int fd) {
  int both[2];
  lock(fd, F_WRLCK, 0);
  lock(fd, F_WRLCK, 1);
  bool good = pread(fd, both, sizeof both, 0) == sizeof both;
  --both[0], ++both[1];
  good = good && pwrite(fd, both, sizeof both, 0) == sizeof both;
  lock(fd, F_UNLCK, 1);
  lock(fd, F_UNLCK, 0);
  return good;
}

int main() {
  char name[40];
  snprintf(name, sizeof name, "/tmp/records.%d", static_cast<int>(getpid()));
  const int fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
  unlink(name);
  int both[2] = {10, 0};
  if (pwrite(fd, both, sizeof both, 0) != sizeof both) return 1;
  const pid_t child = fork();
  const bool good = move_one(fd) && move_one(fd);
  if (child == 0) _exit(good ? 0 : 1);
  int status;
  waitpid(child, &status, 0);
  if (pread(fd, both, sizeof both, 0) != sizeof both) return 1;
  printf("%d %d\n", both[0], both[1]);
  return good && status == 0 && both[0] == 6 && both[1] == 4 ? 0 : 1;
}
