// What this step has ready: the segment between a bell and who rings it, once its key is known, and waiting for signals
// that are blocked. All of it works.
#pragma once
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

// What lies in the segment.
struct Wire {
  volatile pid_t bell;    // who answers; 0: nobody yet
  volatile pid_t ringer;  // who has rung and waits for the answer
  volatile int rings;     // how often the bell has been rung
};

inline Wire* attach(int id) {
  void* const memory = id < 0 ? reinterpret_cast<void*>(-1) : ::shmat(id, nullptr, 0);
  return memory == reinterpret_cast<void*>(-1) ? nullptr : static_cast<Wire*>(memory);
}

// For the bell: the segment with this key, new or an old one, with nothing in it; null, and a message, when that fails.
inline Wire* make_wire(key_t key, int* id) {
  *id = ::shmget(key, sizeof(Wire), IPC_CREAT | 0600);
  Wire* const wire = attach(*id);
  if (wire == nullptr) {
    std::perror("bell: the segment");
    return nullptr;
  }
  wire->bell = 0;
  wire->ringer = 0;
  wire->rings = 0;
  return wire;
}

// For who rings: the segment that is there; null when there is none.
inline Wire* find_wire(key_t key) { return attach(::shmget(key, sizeof(Wire), 0600)); }

inline void remove_wire(int id) { ::shmctl(id, IPC_RMID, nullptr); }

// From here on these signals end and interrupt nothing: they stay pending until wait_for() asks for them.
inline void keep_back(const sigset_t* signals) { ::sigprocmask(SIG_BLOCK, signals, nullptr); }

// Sleeps until one of these signals has come; which one. They have to be kept back.
inline int wait_for(const sigset_t* signals) {
  int signal = 0;
  ::sigwait(signals, &signal);
  return signal;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "bell: %s\n", what);
  return status;
}
