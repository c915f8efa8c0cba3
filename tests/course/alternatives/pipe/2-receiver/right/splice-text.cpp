// right: the length is read, the text goes from pipe to pipe with splice(2); read and write where splice is not possible
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

static void die(const char* what) {
  perror(what);
  exit(1);
}

static void write_all(const char* bytes, ssize_t size) {
  while (size > 0) {
    const ssize_t put = write(1, bytes, size);
    if (put < 0 && errno != EINTR) die("receiver: write");
    if (put > 0) {
      bytes += put;
      size -= put;
    }
  }
}

// Moves up to `size` bytes of text; 0 at the end of the input.
static ssize_t move_some(std::size_t size) {
  static bool can_splice = true;
  for (;;) {
    if (can_splice) {
      const ssize_t moved = splice(0, nullptr, 1, nullptr, size, 0);
      if (moved >= 0) return moved;
      if (errno == EINTR) continue;
      if (errno == EPIPE) die("receiver: splice");
      can_splice = false;
    }
    char piece[512];
    const ssize_t got = read(0, piece, std::min(size, sizeof piece));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) die("receiver: read");
    write_all(piece, got);
    return got;
  }
}

int main() {
  for (;;) {
    std::uint32_t length = 0;
    std::size_t have = 0;
    while (have < sizeof length) {
      const ssize_t got = read(0, reinterpret_cast<char*>(&length) + have, sizeof length - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) die("receiver: read");
      if (got == 0) break;
      have += got;
    }
    if (have == 0) return 0;
    if (have < sizeof length) {
      fputs("receiver: the length is cut\n", stderr);
      return 1;
    }
    if (length > 4096) {
      fputs("receiver: the length is above 4096\n", stderr);
      return 1;
    }
    for (std::size_t left = length; left > 0;) {
      const ssize_t moved = move_some(left);
      if (moved == 0) {
        fputs("receiver: the text is cut\n", stderr);
        return 1;
      }
      left -= moved;
    }
    write_all("\n", 1);
  }
}
