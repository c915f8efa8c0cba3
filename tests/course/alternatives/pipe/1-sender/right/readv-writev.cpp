// right: readv(2) into two small odd buffers, writev(2) of length and text with the rest of a short write carried on
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/uio.h>
#include <unistd.h>

namespace {

void send_message(std::string& text) {
  std::uint32_t length = static_cast<std::uint32_t>(text.size());
  iovec part[2] = {{&length, sizeof length}, {text.data(), text.size()}};
  int first = 0;
  while (first < 2) {
    ssize_t put = writev(STDOUT_FILENO, part + first, 2 - first);
    if (put < 0) {
      if (errno == EINTR) continue;
      std::perror("sender: writev");
      std::exit(EXIT_FAILURE);
    }
    while (first < 2 && put >= static_cast<ssize_t>(part[first].iov_len)) {
      put -= static_cast<ssize_t>(part[first].iov_len);
      ++first;
    }
    if (first < 2) {
      part[first].iov_base = static_cast<char*>(part[first].iov_base) + put;
      part[first].iov_len -= static_cast<std::size_t>(put);
    }
  }
  text.clear();
}

}  // namespace

int main() {
  std::array<char, 7> a;
  std::array<char, 1013> b;
  std::string text;
  for (;;) {
    const iovec into[2] = {{a.data(), a.size()}, {b.data(), b.size()}};
    const ssize_t got = readv(STDIN_FILENO, into, 2);
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      std::perror("sender: readv");
      return EXIT_FAILURE;
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
      const char c = i < a.size() ? a[i] : b[i - a.size()];
      if (c == '\n') send_message(text);
      else text.push_back(c);
    }
  }
  if (!text.empty()) send_message(text);
  return EXIT_SUCCESS;
}
