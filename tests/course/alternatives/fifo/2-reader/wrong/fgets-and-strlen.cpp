// wrong: fgets into 256 bytes: a long text becomes several, and a NUL hides the rest
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) return fputs("usage\n", stderr), 2;
  if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) return perror("mkfifo"), 1;
  FILE* f = fopen(argv[1], "r");
  if (!f) return perror("fopen"), 1;
  char line[256];
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = '\0';
    printf("> %s\n", line);
    fflush(stdout);
  }
}
