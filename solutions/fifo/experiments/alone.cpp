// Opens a FIFO that nobody else opens. The argument says how: "read",
// "write", "both", or "write-nonblocking", "read-nonblocking".
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

int main(int, char** argv) {
  mkfifo("letters", 0600);
  int flags = O_RDONLY;
  if (strncmp(argv[1], "write", 5) == 0) flags = O_WRONLY;
  if (strcmp(argv[1], "both") == 0) flags = O_RDWR;
  if (strstr(argv[1], "nonblocking") != nullptr) flags |= O_NONBLOCK;

  int fd = open("letters", flags);
  if (fd < 0) dprintf(1, "open failed with %s\n", strerrorname_np(errno));
  else dprintf(1, "open has returned\n");
  remove("letters");
}
