// What this step has ready: the segment of shared memory with its mutex, the input and the output. All of it works.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

constexpr std::size_t kName = 20;    // bytes, the terminating NUL included
constexpr std::size_t kText = 1024;  // the same

struct Message {
  char name[kName];
  char text[kText];
};

// What lies in the segment. The mutex guards the message.
struct Room {
  Message message;  // there is none when its text is empty
  pid_t server;     // where clients send SIGUSR1 when they have put a message there
  pthread_mutex_t mutex;
};

inline key_t room_key() { return ::ftok(".", 'r'); }

// A new room without a message; null, and a message, when that fails.
inline Room* create_room() {
  const int id = ::shmget(room_key(), sizeof(Room), IPC_CREAT | IPC_EXCL | 0600);
  void* const memory = id < 0 ? reinterpret_cast<void*>(-1) : ::shmat(id, nullptr, 0);
  if (memory == reinterpret_cast<void*>(-1)) {
    std::perror(errno == EEXIST ? "There is a room already (ipcs -m shows it, ipcrm -m ID removes it)" : "shmget, shmat");
    return nullptr;
  }
  Room* const room = static_cast<Room*>(memory);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&room->mutex, &attributes);
  return room;
}

// The room that the server has made; null when there is none.
inline Room* find_room() {
  const int id = ::shmget(room_key(), sizeof(Room), 0);
  void* const memory = id < 0 ? reinterpret_cast<void*>(-1) : ::shmat(id, nullptr, 0);
  return memory == reinterpret_cast<void*>(-1) ? nullptr : static_cast<Room*>(memory);
}

inline void remove_room() { ::shmctl(::shmget(room_key(), 0, 0), IPC_RMID, nullptr); }

// For those who have nothing to wait on: sleeps for two milliseconds.
inline void nap() {
  const timespec some{0, 2'000'000};
  ::nanosleep(&some, nullptr);
}

// The next byte of standard input; -1 at its end. getchar(3) must not be interrupted by a handler that does more than
// set a flag (signal-safety(7)); read(2) may be.
inline int next_byte() {
  static unsigned char bytes[512];
  static ssize_t count = 0, at = 0;
  if (at >= count) {
    at = 0;
    count = ::read(STDIN_FILENO, bytes, sizeof bytes);
  }
  return at < count ? bytes[at++] : -1;
}

// "NAME: TEXT" on standard output, in one piece, now. A handler may call it.
inline void print(const char* name, const char* text) {
  char line[kName + kText + 4];
  char* end = stpcpy(stpcpy(line, name), ": ");
  end = stpcpy(stpcpy(end, text), "\n");
  for (const char* at = line; at < end;) {
    const ssize_t put = ::write(STDOUT_FILENO, at, static_cast<std::size_t>(end - at));
    if (put > 0) at += put;
    else if (errno != EINTR) ::_exit(1);
  }
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "room: %s\n", what);
  return status;
}
