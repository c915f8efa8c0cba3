// What this step has ready: a ring of four places in memory that parent and child share, the input and the output.
//
//   put ->  | line 4 | line 1 | line 2 | line 3 |  -> taken
//
// Lines go in and come out in the same order. `put` and `taken` only ever count up.
#pragma once
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

constexpr std::size_t kLine = 80;  // bytes, the terminating NUL included
constexpr unsigned kPlaces = 4;

struct Ring {
  sem_t room;  // counts the places that are free
  std::atomic<unsigned> put, taken;
  char line[kPlaces][kLine];
};

// An empty ring that a child will share; null when there is no memory.
inline Ring* make_ring() {
  void* const at = ::mmap(nullptr, sizeof(Ring), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) return nullptr;
  Ring* const ring = static_cast<Ring*>(at);  // all bytes 0
  return ::sem_init(&ring->room, 1, kPlaces) == 0 ? ring : nullptr;
}

// Sleeps until a place is free. That place is then the caller's, for one put_line().
inline void wait_for_place(Ring* ring) {
  while (::sem_wait(&ring->room) != 0 && errno == EINTR) {}
}

// Into the next place, whatever lies there.
inline void put_line(Ring* ring, const char* line) {
  std::strcpy(ring->line[ring->put % kPlaces], line);
  ++ring->put;
}

// The oldest line, and its place is free again; false when there is none. A handler may call it: all that it uses is on
// the list of signal-safety(7).
inline bool take_line(Ring* ring, char* line) {
  if (ring->taken == ring->put) return false;
  std::strcpy(line, ring->line[ring->taken % kPlaces]);
  ++ring->taken;
  ::sem_post(&ring->room);
  return true;
}

// "got LINE", in one piece. A handler may call it.
inline void print_line(const char* line) {
  char text[kLine + 8] = "got ";
  std::strcpy(text + 4, line);
  std::strcat(text, "\n");
  if (::write(STDOUT_FILENO, text, std::strlen(text)) < 0) ::_exit(1);
}

// The next line of standard input, without its newline; false, and an empty line, when there is none.
inline bool next_line(char* line) {
  std::size_t length = 0;
  int c = std::getchar();
  const bool any = c != EOF;
  for (; c != EOF && c != '\n'; c = std::getchar())
    if (length + 1 < kLine) line[length++] = static_cast<char>(c);
  line[length] = '\0';
  return any;
}
