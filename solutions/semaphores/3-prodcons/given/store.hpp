// What this step has ready: the store with its set of semaphores, SIGUSR1, the arguments, the input and the output. All of
// it works.
#pragma once
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

constexpr int kMostSlots = 8;
constexpr int kMostItems = 1000;
constexpr std::size_t kMostText = 100;  // bytes

// The semaphores of the set, and what they begin with.
enum Semaphore : unsigned short {
  kSlots,  // how many places are free: all
  kItems,  // how many items there are: 0
  kMutex,  // who touches the store takes it: 1
  kSemaphores
};

// The memory: a ring of places. Nothing in it knows how many items there are; that is what the semaphores count.
struct Store {
  int slots, next_in, next_out;
  char item[kMostSlots][kMostText + 1];
};

inline void place_item(Store* store, const std::string& text) {
  std::strcpy(store->item[store->next_in], text.c_str());
  store->next_in = (store->next_in + 1) % store->slots;
}

inline std::string take_item(Store* store) {
  const std::string text = store->item[store->next_out];
  store->next_out = (store->next_out + 1) % store->slots;
  return text;
}

struct Open {
  int set = -1, segment = -1;
  Store* store = nullptr;  // null: there is none
};

// The fourth argument of semctl(2), which every program has to define for itself.
union semun {
  int val;
  semid_ds* buf;
  unsigned short* array;
};

inline Open attach(int set, int segment) {
  if (set < 0 || segment < 0) return {};
  void* const memory = ::shmat(segment, nullptr, 0);
  if (memory == reinterpret_cast<void*>(-1)) return {};
  return {set, segment, static_cast<Store*>(memory)};
}

// For the keeper: an empty store. One that was left behind is taken away first.
inline Open open_store(int slots) {
  const key_t key = ::ftok(".", 'S');
  ::semctl(::semget(key, 0, 0), 0, IPC_RMID);
  ::shmctl(::shmget(key, 0, 0), IPC_RMID, nullptr);
  Open open = attach(::semget(key, kSemaphores, IPC_CREAT | IPC_EXCL | 0600), ::shmget(key, sizeof(Store), IPC_CREAT | IPC_EXCL | 0600));
  if (open.store == nullptr) return open;
  open.store->slots = slots;
  unsigned short first[kSemaphores] = {static_cast<unsigned short>(slots), 0, 1};
  ::semctl(open.set, 0, SETALL, semun{.array = first});
  return open;
}

// For all others, who come later.
inline Open find_store() {
  const key_t key = ::ftok(".", 'S');
  return attach(::semget(key, 0, 0), ::shmget(key, 0, 0));
}

inline void remove_store(const Open& open) {
  ::semctl(open.set, 0, IPC_RMID);
  ::shmctl(open.segment, IPC_RMID, nullptr);
}

// From here on SIGUSR1 makes this process say on standard error that it is there. A call in which it sleeps is to be
// started again afterwards (SA_RESTART).
inline void answer_sigusr1() {
  struct sigaction action = {};
  action.sa_handler = [](int) {
    if (::write(STDERR_FILENO, "here\n", 5) < 0) return;
  };
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGUSR1, &action, nullptr);
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

// The next line of standard input, without its newline; false when there is none.
inline bool next_line(std::string* line) {
  char text[kMostText + 2];
  if (std::fgets(text, sizeof text, stdin) == nullptr) return false;
  text[std::strcspn(text, "\n")] = '\0';
  *line = text;
  return true;
}

// A number from 1 to `most`; 0 when it is none.
inline int number_in(const char* text, int most) {
  const std::size_t digits = std::strspn(text, "0123456789");
  if (digits == 0 || digits > 9 || text[digits] != '\0') return 0;
  const int number = std::atoi(text);
  return number <= most ? number : 0;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "prodcons: %s\n", what);
  return status;
}
