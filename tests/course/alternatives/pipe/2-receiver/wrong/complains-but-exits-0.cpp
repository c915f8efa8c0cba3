// wrong: prints the message about a cut text but ends with exit 0
#include <cstdint>
#include <cstdio>

int main() {
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    if (got < 4) {
      fprintf(stderr, "receiver: the input ends inside a length\n");
      break;
    }
    if (length > 4096) {
      fprintf(stderr, "receiver: the length is above 4096\n");
      break;
    }
    if (fread(text, 1, length, stdin) != length) {
      fprintf(stderr, "receiver: the input ends inside a text\n");
      break;
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
