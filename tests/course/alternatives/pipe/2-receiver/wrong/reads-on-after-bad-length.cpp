// wrong: reports a length above 4096 but goes on reading what follows as messages
#include <cstdint>
#include <cstdio>

int main() {
  char text[4096];
  std::uint32_t length;
  int status = 0;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    if (got == 4 && length > 4096) {
      fprintf(stderr, "receiver: length %lu is above 4096, ignored\n", static_cast<unsigned long>(length));
      status = 1;
      continue;
    }
    if (got < 4 || fread(text, 1, length, stdin) != length) {
      fprintf(stderr, "receiver: damaged input\n");
      status = 1;
      break;
    }
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return status;
}
