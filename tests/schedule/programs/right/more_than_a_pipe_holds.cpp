// A child writes far more than a pipe holds, in pieces; the parent reads it all and waits then.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    static char piece[50000];
    memset(piece, 'x', sizeof piece);
    for (int i = 0; i < 4; ++i)
      for (size_t done = 0; done < sizeof piece;) {
        const ssize_t written = write(ends[1], piece + done, sizeof piece - done);
        if (written < 0) _exit(1);
        done += static_cast<size_t>(written);
      }
    _exit(0);
  }
  close(ends[1]);
  static char buffer[40000];
  long sum = 0;
  ssize_t got;
  while ((got = read(ends[0], buffer, sizeof buffer)) > 0) sum += got;
  int status;
  waitpid(child, &status, 0);
  printf("%ld\n", sum);
  return sum == 200000 && status == 0 ? 0 : 1;
}
