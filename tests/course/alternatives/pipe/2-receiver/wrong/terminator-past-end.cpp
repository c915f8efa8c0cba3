// wrong: puts a terminator behind the text: with 4096 bytes of text that is one byte past the array
#include <cstdint>
#include <cstdio>
#include <cstdlib>

int main() {
  char* const text = static_cast<char*>(malloc(4096));
  if (text == nullptr) return 1;
  std::uint32_t length;
  for (;;) {
    const std::size_t got = fread(&length, 1, 4, stdin);
    if (got == 0) break;
    if (got < 4 || length > 4096 || fread(text, 1, length, stdin) != length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      free(text);
      return 1;
    }
    text[length] = '\0';
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  free(text);
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
