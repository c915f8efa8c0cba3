// right: a handler turns SIGPIPE into a message and exit 1; std::span and one std::vector for each message
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <vector>
#include <unistd.h>

extern "C" void on_sigpipe(int) {
  const char text[] = "receiver: nobody reads any more\n";
  if (write(2, text, sizeof text - 1) < 0) _exit(1);
  _exit(1);
}

static std::size_t fill(std::span<char> to) {
  std::size_t have = 0;
  while (have < to.size()) {
    const ssize_t got = read(0, to.data() + have, to.size() - have);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      perror("receiver: read");
      exit(1);
    }
    have += static_cast<std::size_t>(got);
  }
  return have;
}

static void drain(std::span<const char> from) {
  while (!from.empty()) {
    const ssize_t put = write(1, from.data(), from.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      perror("receiver: write");
      exit(1);
    }
    from = from.subspan(static_cast<std::size_t>(put));
  }
}

int main() {
  struct sigaction action = {};
  action.sa_handler = on_sigpipe;
  sigaction(SIGPIPE, &action, nullptr);

  char head[4];
  while (const std::size_t got = fill(head)) {
    std::uint32_t length = 0;
    if (got < sizeof head) {
      fprintf(stderr, "receiver: %zu bytes of a length, then the end\n", got);
      return 1;
    }
    std::memcpy(&length, head, sizeof length);
    if (length > 4096) {
      fprintf(stderr, "receiver: length %lu\n", static_cast<unsigned long>(length));
      return 1;
    }
    std::vector<char> text(length);
    if (fill(text) < length) {
      fprintf(stderr, "receiver: the input ends inside a text\n");
      return 1;
    }
    text.push_back('\n');
    drain(text);
  }
  return 0;
}
