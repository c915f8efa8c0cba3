// right: readv(2) takes the text and the next length in one call, writev(2) prints text and newline
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/uio.h>
#include <unistd.h>

using Call = ssize_t (*)(int, const iovec*, int);

// Repeats readv or writev until both parts are done or the input ends. Returns the number of bytes moved.
static size_t move_all(Call call, int fd, iovec (&part)[2], const char* name) {
  size_t moved = 0;
  for (;;) {
    if (part[0].iov_len + part[1].iov_len == 0) return moved;
    const ssize_t n = call(fd, part, 2);
    if (n < 0) {
      if (errno == EINTR) continue;
      fprintf(stderr, "receiver: ");
      perror(name);
      exit(1);
    }
    if (n == 0) return moved;
    moved += static_cast<size_t>(n);
    size_t skip = static_cast<size_t>(n);
    for (iovec& p : part) {
      const size_t here = skip < p.iov_len ? skip : p.iov_len;
      p.iov_base = static_cast<char*>(p.iov_base) + here;
      p.iov_len -= here;
      skip -= here;
    }
  }
}

static int damaged(const char* what) {
  fprintf(stderr, "receiver: %s\n", what);
  return 1;
}

int main() {
  char text[4096];
  char newline[] = "\n";
  uint32_t length = 0;
  iovec first[2] = {{&length, sizeof length}, {nullptr, 0}};
  size_t got = move_all(readv, 0, first, "readv");
  while (got > 0) {
    if (got < sizeof length) return damaged("cut inside a length");
    if (length > sizeof text) return damaged("length above 4096");
    const uint32_t size = length;
    iovec in[2] = {{text, size}, {&length, sizeof length}};
    got = move_all(readv, 0, in, "readv");
    if (got < size) return damaged("cut inside a text");
    got -= size;
    iovec out[2] = {{text, size}, {newline, 1}};
    move_all(writev, 1, out, "writev");
  }
  return 0;
}
