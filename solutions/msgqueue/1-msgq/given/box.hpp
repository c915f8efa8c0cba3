// What this step has ready: putting a message into a queue, taking one out, and words for people. All of it works.
#pragma once
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/msg.h>

constexpr std::size_t kMost = 200;  // bytes of a text

struct Message {
  long type;
  char text[kMost];
};

// Puts a message into the queue: the bytes of the text, and nothing else. False when that fails.
inline bool put(int queue, long type, const char* text) {
  Message message;
  const std::size_t length = std::strlen(text);
  if (length > kMost) return false;
  message.type = type;
  std::memcpy(message.text, text, length);
  return ::msgsnd(queue, &message, length, 0) == 0;
}

// Takes a message out that `type` asks for, msgrcv(2), and prints it. False when there is none; waits for nobody.
inline bool take(int queue, long type) {
  Message message;
  const ssize_t got = ::msgrcv(queue, &message, kMost, type, IPC_NOWAIT);
  if (got < 0) return false;
  std::printf("%ld: %.*s\n", message.type, static_cast<int>(got), message.text);
  return true;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "msgq: %s\n", what);
  return status;
}
