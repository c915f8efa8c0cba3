// What this step has ready: room for messages of any length, the lines of the input, the queue, and words for people.
// All of it works.
#pragma once
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <vector>

// The types of the messages: a line; and one without any bytes, when there are no more lines.
constexpr long kLine = 1, kEnd = 2;

// Room for a message: its type, and so many bytes behind it.
class Letter {
 public:
  explicit Letter(std::size_t room) { make_room(room); }
  void make_room(std::size_t room) {
    words_.resize(1 + (room + sizeof(long) - 1) / sizeof(long));
    room_ = room;
  }
  [[nodiscard]] std::size_t room() const { return room_; }
  long& type() { return words_.front(); }
  char* bytes() { return reinterpret_cast<char*>(words_.data() + 1); }
  void* address() { return words_.data(); }  // of the type and of what comes behind it, for msgsnd(2) and msgrcv(2)

 private:
  std::vector<long> words_;
  std::size_t room_ = 0;
};

// The queue with the key that this argument names; it is made if there is none.
inline int queue_of(const char* key) { return ::msgget(static_cast<key_t>(std::atoi(key)), IPC_CREAT | 0600); }

// The next line of standard input, without its newline; false when there is none.
inline bool next_line(std::string* line) {
  line->clear();
  for (int byte = std::getchar(); byte != EOF; byte = std::getchar()) {
    if (byte == '\n') return true;
    line->push_back(static_cast<char>(byte));
  }
  return !line->empty();
}

inline void print_line(const char* bytes, std::size_t length) {
  std::fwrite(bytes, 1, length, stdout);
  std::putchar('\n');
  std::fflush(stdout);
}

inline int complain(const std::string& what, int status) {
  std::fprintf(stderr, "tube: %s\n", what.c_str());
  return status;
}
