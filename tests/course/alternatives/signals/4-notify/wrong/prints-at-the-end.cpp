// The parent collects what the child sends through a pipe, and prints it when that has ended.
#include <cstdio>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  if (fork() == 0) {
    int c;
    bool fresh = true;
    std::string line;
    while ((c = getchar()) != EOF) {
      if (fresh) line = "got ";
      fresh = c == '\n';
      line += static_cast<char>(c);
      if (fresh && write(ends[1], line.data(), line.size()) < 0) _exit(1);
    }
    if (!fresh) line += '\n';
    if (!fresh && write(ends[1], line.data(), line.size()) < 0) _exit(1);
    _exit(0);
  }
  close(ends[1]);
  std::string all;
  char byte;
  while (read(ends[0], &byte, 1) == 1) all += byte;
  fwrite(all.data(), 1, all.size(), stdout);
  wait(nullptr);
}
