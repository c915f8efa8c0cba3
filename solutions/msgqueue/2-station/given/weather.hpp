// What this step has ready: what the weather office has agreed on, finding a queue, and words for people. All of it
// works.
#pragma once
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>

// The types of the messages.
constexpr long kReading = 1, kRemark = 2;

// What a message of the type kReading holds behind its type.
struct Reading {
  int station;
  int tenths;  // of a degree
};

// A message of the type kRemark holds the bytes of a text behind its type, so many at most.
constexpr std::size_t kMost = 80;

// The queue with the key that this argument names; -1 when there is none, unless it is to be made.
inline int queue_of(const char* key, bool make) {
  return ::msgget(static_cast<key_t>(std::atoi(key)), make ? IPC_CREAT | 0600 : 0);
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "station: %s\n", what);
  return status;
}
