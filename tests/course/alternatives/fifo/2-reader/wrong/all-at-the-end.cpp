// wrong: nothing is flushed: on a pipe every line waits in stdio's buffer until the end
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) return fputs("usage\n", stderr), 2;
  if (mkfifo(argv[1], 0600) < 0 && errno != EEXIST) return perror("mkfifo"), 1;
  FILE* f = fopen(argv[1], "r");
  if (!f) return perror("fopen"), 1;
  char* line = nullptr;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, f)) > 0) {
    fputs("> ", stdout);
    fwrite(line, 1, static_cast<size_t>(n), stdout);
    if (line[n - 1] != '\n') putchar('\n');
  }
}
