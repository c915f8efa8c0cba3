// Makes a FIFO with O_CREAT | O_EXCL where its permissions should stand.
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main() {
  umask(0);
  int result = mkfifo("letters", O_CREAT | O_EXCL);
  dprintf(1, "mkfifo returned %d\n", result);
  struct stat info;
  stat("letters", &info);
  dprintf(1, "permissions %04o\n", info.st_mode & 07777);
  unlink("letters");
}
