// receiver: prints the text of each message on standard input, and a newline behind it.
// A message is the length of the text, as a uint32_t in the machine's byte order, and then the text.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace {

constexpr std::uint32_t kLongest = 4096;  // bytes of a text

// Reads what is there, at most `size` bytes; 0 at the end of the input, -1 on an error.
ssize_t fetch(void* to, std::size_t size) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  if (::poll(&input, 1, 10'000) == 0) return 0;  // nothing for ten seconds: the sender has finished
  return ::read(STDIN_FILENO, to, size);
}

// Fetches bytes of a message from standard input. Returns how many came, -1 on an error.
ssize_t take(void* to, std::size_t size) {
  return fetch(to, size);
}

int give_up(const char* why) {
  std::fprintf(stderr, "receiver: %s\n", why);
  return 1;
}

}  // namespace

int main() {
  char text[kLongest];
  for (;;) {
    std::memset(text, 0, sizeof text);
    std::uint32_t length = 0;
    take(&length, sizeof length);
    if (length > kLongest) return give_up("a length of more than 4096: this is no message");
    take(text, length);
    std::printf("%s\n", text);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      std::perror("receiver: standard output");
      return 1;
    }
  }
}
