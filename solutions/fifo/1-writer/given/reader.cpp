// A reader to try a writer with: makes the FIFO if there is none, and prints what comes through it, until no writer has
// it open any more. Bytes that do not print are shown as \xHH.
#include <cctype>
#include <cstdio>
#include <sys/stat.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: reader FIFO\n");
    return 2;
  }
  ::mkfifo(argv[1], 0600);  // it may be there already
  std::FILE* const fifo = std::fopen(argv[1], "r");  // waits until there is a writer
  if (fifo == nullptr) {
    std::perror(argv[1]);
    return 1;
  }
  for (int byte = std::getc(fifo); byte != EOF; byte = std::getc(fifo)) {
    if (byte == '\n') std::puts("|");
    else if (std::isprint(byte)) std::putchar(byte);
    else std::printf("\\x%02x", static_cast<unsigned>(byte));
    std::fflush(stdout);
  }
  std::puts("(no writer any more)");
}
