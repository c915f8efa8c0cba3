// What this step has ready: the room in shared memory, how a message is put in and taken out, and how one looks again.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <pthread.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <time.h>

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

// For those who have nothing to wait on yet: sleeps for two milliseconds.
inline void nap() {
  const timespec some{0, 2'000'000};
  ::nanosleep(&some, nullptr);
}

struct Message {
  char name[kName];
  char text[kText];
};

// What lies in the segment. The mutex guards everything below it.
struct Room {
  bool ready;               // the server has made all of it: open_up() and is_open()
  pthread_mutex_t mutex;
  pthread_cond_t filled;    // the server waits here for a message
  pthread_cond_t taken;     // the clients wait here for the place
  bool closed;              // nobody may say anything more
  bool full;                // a message lies in the place
  Message message;
};

// Says that all of the room is made; and asks whether it is. Without a lock: there may be none yet.
inline void open_up(Room* room) { __atomic_store_n(&room->ready, true, __ATOMIC_RELEASE); }
inline bool is_open(const Room* room) { return __atomic_load_n(&room->ready, __ATOMIC_ACQUIRE); }

// Waits for the place and puts a message there; false when the room is closed.
inline bool put_in(Room* room, const Message& message) {
  pthread_mutex_lock(&room->mutex);
  while (room->full && !room->closed) pthread_cond_wait(&room->taken, &room->mutex);
  const bool open = !room->closed;
  if (open) {
    room->message = message;
    room->full = true;
    pthread_cond_signal(&room->filled);
  }
  pthread_mutex_unlock(&room->mutex);
  return open;
}

// Waits for a message and takes it out; false when there is none and the room is closed.
inline bool take_out(Room* room, Message* message) {
  pthread_mutex_lock(&room->mutex);
  while (!room->full && !room->closed) pthread_cond_wait(&room->filled, &room->mutex);
  const bool some = room->full;
  if (some) {
    *message = room->message;
    room->full = false;
    pthread_cond_signal(&room->taken);
  }
  pthread_mutex_unlock(&room->mutex);
  return some;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "%s\n", what);
  return status;
}
