// Two children read from one FIFO, one byte each. The parent writes "ab".
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  mkfifo("letters", 0600);
  int both = open("letters", O_RDWR);
  for (char name = '1'; name <= '2'; ++name)
    if (fork() == 0) {
      char letter;
      read(both, &letter, 1);
      char line[] = {name, ':', letter, '\n'};
      write(1, line, sizeof line);
      _exit(0);
    }
  write(both, "ab", 2);
  wait(nullptr);
  wait(nullptr);
  unlink("letters");
}
