// wrong: only the first 1024 bytes of a text are printed, the rest is read and thrown away
#include <algorithm>
#include <cstdint>
#include <cstdio>

static char buffer[1024];

int main() {
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    bool good = got == 4 && length <= 4096;
    if (good) {
      const std::size_t part = std::min<std::size_t>(length, sizeof buffer);
      good = fread(buffer, 1, part, stdin) == part;
      for (std::size_t i = part; good && i < length; ++i) good = getchar() != EOF;
      if (good) {
        fwrite(buffer, 1, part, stdout);
        putchar('\n');
      }
    }
    if (!good) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
