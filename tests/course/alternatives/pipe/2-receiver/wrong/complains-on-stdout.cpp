// wrong: the message about damaged input goes to standard output
#include <cstdint>
#include <cstdio>

int main() {
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    if (got < 4 || length > 4096 || fread(text, 1, length, stdin) != length) {
      printf("receiver: damaged input\n");
      fflush(stdout);
      return 1;
    }
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
