// wrong: a text of more than 4096 bytes is printed as if it were allowed
#include <cstdint>
#include <cstdio>
#include <string>

int main() {
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    std::string text;
    int c = 0;
    while (got == 4 && text.size() < length && (c = getchar()) != EOF) text += static_cast<char>(c);
    if (got < 4 || text.size() < length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
    fwrite(text.data(), 1, text.size(), stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
