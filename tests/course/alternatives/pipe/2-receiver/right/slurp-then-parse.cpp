// right: takes in the whole input, then walks over it, and prints everything at the end
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unistd.h>

int main() {
  std::string input;
  std::string piece(100'003, '\0');
  for (;;) {
    const ssize_t got = read(0, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      perror("receiver: read");
      return 1;
    }
    if (got == 0) break;
    input.append(piece, 0, static_cast<std::size_t>(got));
  }

  const char* trouble = nullptr;
  std::string output;
  std::string_view rest = input;
  while (!rest.empty()) {
    std::uint32_t length;
    if (rest.size() < sizeof length) {
      trouble = "cut inside a length";
      break;
    }
    memcpy(&length, rest.data(), sizeof length);
    rest.remove_prefix(sizeof length);
    if (length > 4096) {
      trouble = "impossible length";
      break;
    }
    if (rest.size() < length) {
      trouble = "cut inside a text";
      break;
    }
    output.append(rest.substr(0, length)).push_back('\n');
    rest.remove_prefix(length);
  }

  for (std::size_t at = 0; at < output.size();) {
    const ssize_t put = write(1, output.data() + at, output.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      perror("receiver: write");
      return 1;
    }
    at += static_cast<std::size_t>(put);
  }
  if (trouble != nullptr) {
    fprintf(stderr, "receiver: %s\n", trouble);
    return 1;
  }
  return 0;
}
