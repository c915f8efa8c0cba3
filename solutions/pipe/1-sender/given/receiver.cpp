// A receiver to look at a sender with: prints the length and the text of each message on standard input.
// Bytes that do not print are shown as \xHH.
#include <cctype>
#include <cstdint>
#include <cstdio>

int main() {
  for (;;) {
    std::uint32_t length = 0;
    unsigned char* const bytes = reinterpret_cast<unsigned char*>(&length);
    for (std::size_t i = 0; i < sizeof length; ++i) {
      const int byte = std::getchar();
      if (byte == EOF) {
        if (i > 0) std::puts("(the input ends inside a length)");
        return i > 0 ? 1 : 0;
      }
      bytes[i] = static_cast<unsigned char>(byte);
    }
    std::printf("%6lu |", static_cast<unsigned long>(length));
    for (std::uint32_t i = 0; i < length; ++i) {
      const int byte = std::getchar();
      if (byte == EOF) {
        std::puts("... (the input ends inside a text)");
        return 1;
      }
      if (std::isprint(byte)) std::putchar(byte);
      else std::printf("\\x%02x", static_cast<unsigned>(byte));
    }
    std::puts("|");
  }
}
