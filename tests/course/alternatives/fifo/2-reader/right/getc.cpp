// right: stdio, character by character; the line is flushed when its newline comes
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s FIFO\n", argv[0]);
    return 2;
  }
  if (mkfifo(argv[1], 0600) == -1 && errno != EEXIST) {
    perror("mkfifo");
    return EXIT_FAILURE;
  }
  FILE* in = fopen(argv[1], "re");
  if (!in) {
    perror("fopen");
    return EXIT_FAILURE;
  }
  bool inside = false;
  int c;
  while ((c = getc(in)) != EOF) {
    if (!inside) fputs("> ", stdout);
    inside = c != '\n';
    putchar(c);
    if (!inside) fflush(stdout);
  }
  if (inside) putchar('\n');
  return ferror(in) ? EXIT_FAILURE : EXIT_SUCCESS;
}
