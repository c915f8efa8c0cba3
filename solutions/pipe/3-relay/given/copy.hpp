// The loops that move bytes from one descriptor to another. They are right; the relay uses them as they are.
#pragma once
#include <unistd.h>

// Writes all `size` bytes. False on an error, errno says which.
inline bool write_all(int to, const char* bytes, ssize_t size) {
  while (size > 0) {
    const ssize_t put = ::write(to, bytes, static_cast<size_t>(size));
    if (put < 0) return false;
    bytes += put;
    size -= put;
  }
  return true;
}

// Copies `from` to `to` until `from` ends. Returns the number of newlines that passed, -1 on an error (see errno).
inline long copy(int from, int to) {
  char bytes[4096];
  long lines = 0;
  for (;;) {
    const ssize_t got = ::read(from, bytes, sizeof bytes);
    if (got < 0) return -1;
    if (got == 0) return lines;
    if (!write_all(to, bytes, got)) return -1;
    for (ssize_t i = 0; i < got; ++i) lines += bytes[i] == '\n' ? 1 : 0;
  }
}
