// A sender to try a receiver with: sends each argument as the text of one message; \0 stands for a NUL byte.
//   --slow   byte by byte, with a little time between two
//   --cut    keeps the last byte of the last message back
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace {

void send(const char* bytes, std::size_t size, bool slow) {
  for (std::size_t i = 0; i < size; ++i) {
    std::putchar(static_cast<unsigned char>(bytes[i]));
    if (slow) {
      std::fflush(stdout);
      ::usleep(50'000);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool slow = false;
  bool cut = false;
  int first = 1;
  for (; first < argc; ++first) {
    if (std::strcmp(argv[first], "--slow") == 0) slow = true;
    else if (std::strcmp(argv[first], "--cut") == 0) cut = true;
    else break;
  }
  for (int i = first; i < argc; ++i) {
    const char* const from = argv[i];
    const std::size_t size = std::strlen(from);
    char* const message = static_cast<char*>(std::malloc(sizeof(std::uint32_t) + size + 1));
    if (message == nullptr) return 1;
    char* const text = message + sizeof(std::uint32_t);
    std::uint32_t length = 0;
    for (std::size_t at = 0; at < size; ++at) {
      const bool nul = from[at] == '\\' && from[at + 1] == '0';
      text[length++] = nul ? '\0' : from[at];
      if (nul) ++at;
    }
    std::memcpy(message, &length, sizeof length);
    send(message, sizeof length + length - (cut && i == argc - 1 ? 1 : 0), slow);
    std::free(message);
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
