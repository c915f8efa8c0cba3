// What this step has ready: the set of semaphores, the input and the output. All of it works.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

// The semaphores of the set. All begin with 0; an operation 0 waits until a semaphore is 0.
enum : unsigned short {
  kReaders,  // how many readers are at the board
  kWriters,  // how many writers are at the board: 0 or 1
  kWaiting,  // for whatever else is to be counted
  kSemaphores
};

// The fourth argument of semctl(2), which every program has to define for itself.
union semun {
  int val;
  semid_ds* buf;
  unsigned short* array;
};

// For the keeper: a new set, -1 when there can be none. One that was left behind is taken away first.
inline int open_board() {
  const key_t key = ::ftok(".", 'R');
  ::semctl(::semget(key, 0, 0), 0, IPC_RMID);
  const int set = ::semget(key, kSemaphores, IPC_CREAT | IPC_EXCL | 0600);
  unsigned short first[kSemaphores] = {};
  if (set >= 0) ::semctl(set, 0, SETALL, semun{.array = first});
  return set;
}

// For all others, who come later.
inline int find_board() { return ::semget(::ftok(".", 'R'), 0, 0); }

inline void remove_board(int set) { ::semctl(set, 0, IPC_RMID); }

// To standard output, at once.
inline void say(const std::string& line) {
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t now = ::write(STDOUT_FILENO, line.data() + written, line.size() - written);
    if (now < 0) return;
    written += static_cast<std::size_t>(now);
  }
}

// At the board: it takes until standard input ends.
inline void stay() {
  char text[512];
  while (::read(STDIN_FILENO, text, sizeof text) > 0) {}
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "readers_writers: %s\n", what);
  return status;
}
