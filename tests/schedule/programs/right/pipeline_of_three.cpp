// Three processes in a row: numbers, their squares, the sum.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static bool read_number(int fd, int* number) { return read(fd, number, sizeof *number) == sizeof *number; }
static void write_number(int fd, int number) {
  if (write(fd, &number, sizeof number) != sizeof number) _exit(1);
}

int main() {
  int first[2], second[2];
  if (pipe(first) != 0 || pipe(second) != 0) return 1;
  if (fork() == 0) {
    for (int i = 1; i <= 3; ++i) write_number(first[1], i);
    _exit(0);
  }
  close(first[1]);
  if (fork() == 0) {
    int number;
    while (read_number(first[0], &number)) write_number(second[1], number * number);
    _exit(0);
  }
  close(first[0]);
  close(second[1]);
  int number, sum = 0, status, failed = 0;
  while (read_number(second[0], &number)) sum += number;
  while (wait(&status) > 0) failed |= status;
  printf("%d\n", sum);
  return sum == 14 && failed == 0 ? 0 : 1;
}
