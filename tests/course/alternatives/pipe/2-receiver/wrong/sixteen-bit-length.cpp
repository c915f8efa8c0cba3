// wrong: only the low sixteen bits of the length are looked at, so 65536 + n passes as n
#include <cstdint>
#include <cstdio>

int main() {
  char text[4096];
  std::uint32_t wire;
  for (;;) {
    const std::size_t got = fread(&wire, 1, 4, stdin);
    if (got == 0) break;
    const std::uint16_t length = static_cast<std::uint16_t>(wire);
    if (got < 4 || length > 4096 || fread(text, 1, length, stdin) != length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
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
