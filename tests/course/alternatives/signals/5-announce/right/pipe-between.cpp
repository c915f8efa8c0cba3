// No signals: the child sends each line through a pipe, with its length before it.
#include <cstdio>
#include <cstring>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    std::string line;
    int c;
    do {
      c = getchar();
      if (c == '\n' || (c == EOF && !line.empty())) {
        line.resize(line.size() < 79 ? line.size() : 79);
        const std::string message = static_cast<char>(line.size()) + line;
        if (write(ends[1], message.data(), message.size()) < 0) _exit(1);
        line.clear();
      } else if (c != EOF) {
        line += static_cast<char>(c);
      }
    } while (c != EOF);
    _exit(0);
  }
  close(ends[1]);
  char length;
  while (read(ends[0], &length, 1) == 1) {
    char text[100] = "got ";
    ssize_t have = 0;
    while (have < length) have += read(ends[0], text + 4 + have, static_cast<size_t>(length - have));
    text[4 + length] = '\n';
    if (write(1, text, static_cast<size_t>(length) + 5) < 0) return 1;
  }
  waitpid(child, nullptr, 0);
}
