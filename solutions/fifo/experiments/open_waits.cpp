// A child opens a FIFO to write, writes one letter, and keeps the FIFO
// open until its parent has ended. The parent opens it to read.
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main() {
  mkfifo("letters", 0600);
  int alive[2];  // its end comes when the parent has ended
  pipe(alive);
  if (fork() == 0) {
    close(alive[1]);
    int out = open("letters", O_WRONLY);
    write(out, "a", 1);
    char nothing;
    read(alive[0], &nothing, 1);
    _exit(0);
  }
  int in = open("letters", O_RDONLY);
  dprintf(1, "the parent has it open\n");
  char letter;
  read(in, &letter, 1);
  dprintf(1, "the parent has read %c\n", letter);
  unlink("letters");
}
