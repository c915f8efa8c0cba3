// What this step has ready: the arguments, the key, the input and the output. All of it works.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

constexpr int kPeople = 9;  // at most

// The fourth argument of semctl(2), which every program has to define for itself.
union semun {
  int val;
  semid_ds* buf;
  unsigned short* array;
};

// The key that all who name this file come to; -1 when there is no such file.
inline key_t key_of(const char* file) { return ::ftok(file, 'B'); }

// One digit, from 1 to kPeople; 0 when it is none.
inline int people_in(const char* text) {
  return text[0] >= '1' && text[0] <= '0' + kPeople && text[1] == '\0' ? text[0] - '0' : 0;
}

// To standard output, at once.
inline void say(const std::string& line) {
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t now = ::write(STDOUT_FILENO, line.data() + written, line.size() - written);
    if (now < 0) return;
    written += static_cast<std::size_t>(now);
  }
}

// The work at the bench: it takes until standard input ends.
inline void work() {
  char text[512];
  while (::read(STDIN_FILENO, text, sizeof text) > 0) {}
}
