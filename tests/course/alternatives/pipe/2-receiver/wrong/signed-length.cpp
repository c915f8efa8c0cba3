// wrong: the length is an int: one with the highest bit set is negative, passes the test and prints an empty text
#include <cstdio>

int main() {
  char text[4096];
  int length;
  for (;;) {
    const std::size_t got = fread(&length, 1, sizeof length, stdin);
    if (got == 0) break;
    if (got < sizeof length || length > 4096) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
    for (int i = 0; i < length; ++i) {
      const int c = getchar();
      if (c == EOF) {
        fflush(stdout);
        fprintf(stderr, "receiver: the input ends inside a text\n");
        return 1;
      }
      text[i] = static_cast<char>(c);
    }
    if (length > 0) fwrite(text, 1, static_cast<std::size_t>(length), stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
