// What this step has ready: the accounts with their set of semaphores, the arguments, the input and the output. All of it
// works.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <unistd.h>

constexpr int kAccounts = 5;
constexpr long kBegin = 1000;  // in each account

// The memory. For each account there is a semaphore of the same number, which begins with 1: who touches the account
// takes it.
struct Accounts {
  long balance[kAccounts];
};

struct Bank {
  int set = -1, segment = -1;
  Accounts* accounts = nullptr;  // null: there is none
};

// The fourth argument of semctl(2), which every program has to define for itself.
union semun {
  int val;
  semid_ds* buf;
  unsigned short* array;
};

inline Bank attach(int set, int segment) {
  if (set < 0 || segment < 0) return {};
  void* const memory = ::shmat(segment, nullptr, 0);
  if (memory == reinterpret_cast<void*>(-1)) return {};
  return {set, segment, static_cast<Accounts*>(memory)};
}

// For the keeper: a new bank. One that was left behind is taken away first.
inline Bank open_bank() {
  const key_t key = ::ftok(".", 'A');
  ::semctl(::semget(key, 0, 0), 0, IPC_RMID);
  ::shmctl(::shmget(key, 0, 0), IPC_RMID, nullptr);
  Bank bank = attach(::semget(key, kAccounts, IPC_CREAT | IPC_EXCL | 0600), ::shmget(key, sizeof(Accounts), IPC_CREAT | IPC_EXCL | 0600));
  if (bank.accounts == nullptr) return bank;
  unsigned short first[kAccounts];
  for (int i = 0; i < kAccounts; ++i) {
    bank.accounts->balance[i] = kBegin;
    first[i] = 1;
  }
  ::semctl(bank.set, 0, SETALL, semun{.array = first});
  return bank;
}

// For all others, who come later.
inline Bank find_bank() {
  const key_t key = ::ftok(".", 'A');
  return attach(::semget(key, 0, 0), ::shmget(key, 0, 0));
}

inline void remove_bank(const Bank& bank) {
  ::semctl(bank.set, 0, IPC_RMID);
  ::shmctl(bank.segment, IPC_RMID, nullptr);
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

// The next line of standard input, as a number; false when there is none.
inline bool next_amount(long* amount) {
  char text[32];
  if (std::fgets(text, sizeof text, stdin) == nullptr) return false;
  *amount = std::atol(text);
  return true;
}

// The account with this number, counted from 0; -1 when there is none.
inline int account_in(const char* text) {
  return text[0] >= '1' && text[0] <= '0' + kAccounts && text[1] == '\0' ? text[0] - '1' : -1;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "bank: %s\n", what);
  return status;
}
