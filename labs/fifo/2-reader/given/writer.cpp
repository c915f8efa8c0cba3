// A writer to try a reader with: waits until somebody reads the FIFO, and sends each TEXT as a message; \0 in it stands
// for a NUL byte.
//   --slow   byte by byte, with a little time between two
//   --cut    keeps the very last newline back
//   --hold   keeps the FIFO open until its own standard input ends (Ctrl-D)
#include <cstdio>
#include <cstring>
#include <unistd.h>

int main(int argc, char** argv) {
  bool slow = false, cut = false, hold = false;
  int next = 1;
  for (; next < argc; ++next) {
    if (std::strcmp(argv[next], "--slow") == 0) slow = true;
    else if (std::strcmp(argv[next], "--cut") == 0) cut = true;
    else if (std::strcmp(argv[next], "--hold") == 0) hold = true;
    else break;
  }
  if (next >= argc) {
    std::fprintf(stderr, "usage: writer [--slow] [--cut] [--hold] FIFO TEXT...\n");
    return 2;
  }
  std::FILE* const fifo = std::fopen(argv[next], "w");  // waits until there is a reader
  if (fifo == nullptr) {
    std::perror(argv[next]);
    return 1;
  }
  if (slow) std::setbuf(fifo, nullptr);
  for (++next; next < argc; ++next) {
    for (const char* at = argv[next]; *at != '\0'; ++at) {
      const bool nul = at[0] == '\\' && at[1] == '0';
      if (nul) ++at;
      std::putc(nul ? '\0' : *at, fifo);
      if (slow) ::usleep(50'000);
    }
    if (!cut || next + 1 < argc) std::putc('\n', fifo);
    std::fflush(fifo);
  }
  while (hold && std::getchar() != EOF) {}
  return std::fclose(fifo) == 0 ? 0 : 1;
}
