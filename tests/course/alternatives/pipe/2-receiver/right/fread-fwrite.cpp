// right: fread(3) and fwrite(3), which put short reads and writes together by themselves
#include <cstdint>
#include <cstdio>

static int trouble(const char* what) {
  std::fflush(stdout);  // the messages before it are printed all the same
  std::fprintf(stderr, "receiver: %s\n", what);
  return 1;
}

int main() {
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = std::fread(&length, 1, sizeof length, stdin);
    if (std::ferror(stdin)) return trouble("cannot read");
    if (got == 0) break;
    if (got < sizeof length) return trouble("the input ends inside a length");
    if (length > sizeof text) return trouble("this length is too large");
    if (std::fread(text, 1, length, stdin) != length) return trouble("the input ends inside a text");
    if (std::fwrite(text, 1, length, stdout) != length || std::putchar('\n') == EOF) return trouble("cannot write");
  }
  if (std::fflush(stdout) == EOF) return trouble("cannot write");
  return 0;
}
