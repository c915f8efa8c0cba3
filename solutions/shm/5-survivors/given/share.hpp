// What this step has ready: memory that a process shares with its children, the arguments and the input. All of it works.
#pragma once
#include <cstddef>
#include <cstdio>
#include <sys/ipc.h>
#include <sys/shm.h>

constexpr int kWorkers = 8;     // at most
constexpr int kNumbers = 1000;  // at most

// New memory, all bytes 0, in which children see what their parent writes, and it what they write; null when there is
// none. It has no key, for children inherit it; and it is marked to be removed at once, so that it goes when the last
// process that has it ends.
inline void* share_memory(std::size_t size) {
  const int id = ::shmget(IPC_PRIVATE, size, 0600);
  if (id < 0) return nullptr;
  void* const memory = ::shmat(id, nullptr, 0);
  ::shmctl(id, IPC_RMID, nullptr);
  return memory == reinterpret_cast<void*>(-1) ? nullptr : memory;
}

// One digit, from 1 to kWorkers.
inline bool is_number_of_workers(const char* text) {
  return text[0] >= '1' && text[0] <= '0' + kWorkers && text[1] == '\0';
}

// The numbers of standard input; how many there were.
inline int read_numbers(long* numbers) {
  int count = 0;
  while (count < kNumbers && std::scanf("%ld", &numbers[count]) == 1) ++count;
  return count;
}
