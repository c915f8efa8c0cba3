// Writes five bytes into a FIFO, looks how large the file is, closes both
// ends without having read, opens it again and reads.
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main() {
  mkfifo("letters", 0600);
  int both = open("letters", O_RDWR);  // so that open does not wait
  write(both, "hello", 5);
  struct stat info;
  stat("letters", &info);
  long size = info.st_size;
  dprintf(1, "size of the file: %ld bytes\n", size);
  close(both);

  both = open("letters", O_RDWR | O_NONBLOCK);
  char buffer[10];
  ssize_t got = read(both, buffer, sizeof buffer);
  dprintf(1, "after opening it again: %zd bytes\n", got < 0 ? 0 : got);
  unlink("letters");
}
