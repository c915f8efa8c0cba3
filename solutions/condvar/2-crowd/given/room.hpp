// What this step has ready: the segment of shared memory, mutex and conditions for it, the arguments and the input.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/shm.h>

constexpr std::size_t kName = 20;    // bytes, the terminating NUL included
constexpr std::size_t kText = 1024;  // the same

inline key_t room_key() { return ::ftok(".", 'c'); }

// A new segment, all bytes 0; null, and a message, when that fails.
inline void* create_segment(std::size_t size) {
  const int id = ::shmget(room_key(), size, IPC_CREAT | IPC_EXCL | 0600);
  void* const at = id < 0 ? reinterpret_cast<void*>(-1) : ::shmat(id, nullptr, 0);
  if (at != reinterpret_cast<void*>(-1)) return at;
  std::perror(errno == EEXIST ? "There is a room already (ipcs -m shows it, ipcrm -m ID removes it)" : "shmget, shmat");
  return nullptr;
}

// The segment that somebody else has made; null when there is none.
inline void* find_segment(std::size_t size) {
  const int id = ::shmget(room_key(), size, 0);
  void* const at = id < 0 ? reinterpret_cast<void*>(-1) : ::shmat(id, nullptr, 0);
  return at == reinterpret_cast<void*>(-1) ? nullptr : at;
}

// It goes when the last process that is attached to it has ended; nobody finds it from here on.
inline void remove_segment() { ::shmctl(::shmget(room_key(), 0, 0), IPC_RMID, nullptr); }

// A mutex for threads of all processes that have the segment.
inline void make_mutex(pthread_mutex_t* mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(mutex, &attributes);
}

// A condition for threads of all processes that have the segment.
inline void make_condition(pthread_cond_t* condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(condition, &attributes);
}

// Fetches the next line with anything in it from standard input, at most kText - 1 bytes of it; false at the end.
inline bool next_line(char* text) {
  for (int c = 0; c != EOF;) {
    std::size_t length = 0;
    while ((c = std::getchar()) != EOF && c != '\n')
      if (length + 1 < kText) text[length++] = static_cast<char>(c);
    text[length] = '\0';
    if (length > 0) return true;
  }
  return false;
}

inline bool is_name(const char* name) { return *name != '\0' && std::strlen(name) < kName; }

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "%s\n", what);
  return status;
}
