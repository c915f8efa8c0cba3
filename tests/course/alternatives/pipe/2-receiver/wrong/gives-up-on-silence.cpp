// wrong: a sender that is silent for 300 ms counts as finished
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

static std::size_t read_exactly(void* to, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    pollfd in = {0, POLLIN, 0};
    if (poll(&in, 1, 300) <= 0) break;
    const ssize_t got = read(0, static_cast<char*>(to) + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have;
}

int main() {
  char text[4096];
  std::uint32_t length;
  for (;;) {
    const std::size_t got = read_exactly(&length, 4);
    if (got == 0) break;
    if (got < 4 || length > 4096 || read_exactly(text, length) != length) {
      fflush(stdout);
      fprintf(stderr, "receiver: damaged input\n");
      return 1;
    }
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) != 0) {
    perror("receiver");
    return 1;
  }
  return 0;
}
