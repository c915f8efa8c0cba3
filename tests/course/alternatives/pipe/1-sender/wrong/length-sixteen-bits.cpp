// wrong: the length goes through an unsigned short, so it is wrong for lines of 65536 bytes and more
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/types.h>

static void send(const char* text, unsigned short size, std::size_t bytes) {
  const std::uint32_t length = size;
  fwrite(&length, sizeof length, 1, stdout);
  fwrite(text, 1, bytes, stdout);
}

int main() {
  char* line = nullptr;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, stdin)) != -1) {
    const std::size_t size = static_cast<std::size_t>(line[n - 1] == '\n' ? n - 1 : n);
    send(line, static_cast<unsigned short>(size), size);
  }
  free(line);
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
