// right: takes in the whole input first, builds the whole output in memory, writes it in one loop
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>
#include <unistd.h>

using Bytes = std::vector<char>;

static bool read_everything(Bytes& all) {
  static char chunk[65536];
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, chunk, sizeof chunk);
    if (got == 0) return true;
    if (got > 0) all.insert(all.end(), chunk, chunk + got);
    else if (errno != EINTR) return false;
  }
}

static void append_message(Bytes& out, const char* text, std::size_t size) {
  const std::uint32_t length = static_cast<std::uint32_t>(size);
  const char* const raw = reinterpret_cast<const char*>(&length);
  out.insert(out.end(), raw, raw + sizeof length);
  out.insert(out.end(), text, text + size);
}

static bool write_everything(const Bytes& out) {
  std::size_t at = 0;
  while (at < out.size()) {
    const ssize_t put = write(STDOUT_FILENO, out.data() + at, out.size() - at);
    if (put >= 0) at += static_cast<std::size_t>(put);
    else if (errno != EINTR) return false;
  }
  return true;
}

int main() {
  Bytes in;
  if (!read_everything(in)) {
    std::perror("sender: reading");
    return 1;
  }
  Bytes out;
  std::size_t from = 0;
  while (from < in.size()) {
    const void* const newline = std::memchr(in.data() + from, '\n', in.size() - from);
    const std::size_t to =
        newline == nullptr ? in.size() : static_cast<std::size_t>(static_cast<const char*>(newline) - in.data());
    append_message(out, in.data() + from, to - from);
    from = to + 1;
  }
  if (!write_everything(out)) {
    std::perror("sender: writing");
    return 1;
  }
  return 0;
}
