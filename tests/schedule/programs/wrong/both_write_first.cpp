// Both fill their pipe before they read the other's.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int there[2], back[2];
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  static char bytes[80000];
  const pid_t child = fork();
  const int out = child == 0 ? back[1] : there[1], in = child == 0 ? there[0] : back[0];
  if (write(out, bytes, sizeof bytes) != sizeof bytes) return 1;
  for (size_t done = 0; done < sizeof bytes;) {
    const ssize_t got = read(in, bytes, sizeof bytes - done);
    if (got <= 0) return 1;
    done += static_cast<size_t>(got);
  }
  if (child == 0) _exit(0);
  waitpid(child, nullptr, 0);
  puts("exchanged");
}
