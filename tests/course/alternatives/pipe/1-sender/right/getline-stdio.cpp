// right: getline(3) and fwrite(3) with a large output buffer, one fflush at the end
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/types.h>

static char outbuf[1 << 18];

int main() {
  setvbuf(stdout, outbuf, _IOFBF, sizeof outbuf);
  char* line = nullptr;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, stdin)) != -1) {
    if (line[n - 1] == '\n') --n;
    const uint32_t length = static_cast<uint32_t>(n);
    if (fwrite(&length, sizeof length, 1, stdout) != 1 ||
        fwrite(line, 1, length, stdout) != length) {
      perror("sender: fwrite");
      free(line);
      return 1;
    }
  }
  const bool bad_input = ferror(stdin);
  if (bad_input) perror("sender: getline");
  free(line);
  if (fflush(stdout) != 0) {
    perror("sender: fflush");
    return 1;
  }
  return bad_input ? 1 : 0;
}
