// wrong: a text of exactly 4096 bytes is refused, one byte of the buffer is kept for a terminator
#include <cstdint>
#include <cstdio>

int main() {
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    if (got < 4 || length >= sizeof text || fread(text, 1, length, stdin) != length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
    text[length] = '\0';
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
