// What this step has ready: memory that a process shares with its children, the arguments and the output. All of it works.
#pragma once
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

constexpr int kDoors = 5;        // at most
constexpr int kVisitors = 1000;  // at most, at each door

// New memory, all bytes 0, in which children see what their parent writes, and it what they write; null when there is
// none. It goes when the last process that has it ends.
inline void* share_memory(std::size_t size) {
  void* const memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

// A number from 1 to `most`; 0 when it is none.
inline int number_in(const char* text, int most) {
  const std::size_t digits = std::strspn(text, "0123456789");
  if (digits == 0 || digits > 9 || text[digits] != '\0') return 0;
  const int number = std::atoi(text);
  return number <= most ? number : 0;
}

// To standard output, at once and in one piece; it waits when nobody reads.
inline void say(const std::string& line) {
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t now = ::write(STDOUT_FILENO, line.data() + written, line.size() - written);
    if (now < 0) return;
    written += static_cast<std::size_t>(now);
  }
}
