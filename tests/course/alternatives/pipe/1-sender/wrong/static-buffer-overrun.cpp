// wrong: a line longer than the static buffer runs over its end
#include <cstdint>
#include <cstdio>

static char line[65536];

static void send(std::uint32_t length) {
  fwrite(&length, sizeof length, 1, stdout);
  fwrite(line, 1, length, stdout);
}

int main() {
  std::uint32_t n = 0;
  int c;
  while ((c = getchar()) != EOF) {
    if (c == '\n') {
      send(n);
      n = 0;
    } else {
      line[n++] = static_cast<char>(c);
    }
  }
  if (n > 0) send(n);
  if (fflush(stdout) != 0) {
    perror("sender");
    return 1;
  }
  return 0;
}
