// right: getchar(3) and putchar(3) only, the text is passed on byte by byte and never stored
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int complain(const char *what) {
  fprintf(stderr, "receiver: %s\n", what);
  return 1;
}

int main(void) {
  for (;;) {
    unsigned char head[4];
    int have = 0;
    int c;
    while (have < 4 && (c = getchar()) != EOF) head[have++] = (unsigned char)c;
    if (have == 0 && !ferror(stdin)) break;
    if (have < 4) return complain("input ends inside a length");

    uint32_t length;
    memcpy(&length, head, 4);
    if (length > 4096) return complain("length above 4096");
    while (length-- > 0) {
      if ((c = getchar()) == EOF) return complain("input ends inside a text");
      putchar(c);
    }
    putchar('\n');
    if (ferror(stdout)) return complain("cannot write");
  }
  if (fflush(stdout) != 0) return complain("cannot write");
  return 0;
}
