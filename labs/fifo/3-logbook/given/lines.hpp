// The loops that move lines. They are right; the logbook uses them as they are.
#pragma once
#include <iostream>
#include <string>
#include <string_view>
#include <unistd.h>

// Writes all of it, in one write(2) if the kernel takes it in one. False on an error, errno says which.
inline bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(to, bytes.data(), bytes.size());
    if (put < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

// The next line of standard input, without its newline. False when there is none.
inline bool next_line(std::string& line) { return static_cast<bool>(std::getline(std::cin, line)); }

// Prints each line from `from` to standard output as soon as it is complete; returns at the end or on an error.
inline void print_lines(int from) {
  std::string received;
  char piece[4096];
  for (;;) {
    const ssize_t got = ::read(from, piece, sizeof piece);
    if (got <= 0) return;
    received.append(piece, static_cast<std::size_t>(got));
    const auto end = received.rfind('\n');
    if (end == std::string::npos) continue;
    if (!write_all(STDOUT_FILENO, std::string_view(received).substr(0, end + 1))) return;
    received.erase(0, end + 1);
  }
}
