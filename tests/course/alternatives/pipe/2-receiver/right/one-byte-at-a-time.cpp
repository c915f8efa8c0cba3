// right: read(2) of one byte at a time, the message put together in a fixed array, written with one loop
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

// 1: a byte, 0: the end of the input.
static int next_byte(char* to) {
  for (;;) {
    const ssize_t got = read(0, to, 1);
    if (got >= 0) return static_cast<int>(got);
    if (errno == EINTR) continue;
    perror("receiver: read");
    exit(1);
  }
}

static void write_all(const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t put = write(1, from, size);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      perror("receiver: write");
      exit(1);
    }
    from += put;
    size -= put;
  }
}

[[noreturn]] static void damaged(const char* why) {
  fprintf(stderr, "receiver: %s\n", why);
  exit(1);
}

int main() {
  char text[4096 + 1];
  for (;;) {
    char head[4];
    for (int i = 0; i < 4; ++i) {
      if (next_byte(&head[i]) == 1) continue;
      if (i == 0) return 0;
      damaged("the input ends inside a length");
    }
    std::uint32_t length;
    memcpy(&length, head, sizeof length);
    if (length > 4096) damaged("a length above 4096");
    for (std::uint32_t i = 0; i < length; ++i)
      if (next_byte(&text[i]) == 0) damaged("the input ends inside a text");
    text[length] = '\n';
    write_all(text, length + 1);
  }
}
