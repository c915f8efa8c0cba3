// wrong: the length of a line that ended with a newline is one too large, as getline(3) returned it
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/types.h>

int main() {
  char* line = nullptr;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, stdin)) != -1) {
    const uint32_t length = static_cast<uint32_t>(n);
    if (line[n - 1] == '\n') --n;
    fwrite(&length, sizeof length, 1, stdout);
    fwrite(line, 1, static_cast<size_t>(n), stdout);
  }
  free(line);
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
