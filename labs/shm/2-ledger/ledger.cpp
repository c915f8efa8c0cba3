// ledger: balances in a segment of shared memory that whoever names the same FILE can find.
//   ledger keep FILE ACCOUNTS < bookings   opens it, books, and closes it at the end of the input or at SIGINT
//   ledger look FILE ACCOUNT               prints the balance of an account of a ledger that is open
#include "book.hpp"

#include <sys/ipc.h>
#include <sys/shm.h>

namespace {

constexpr int kMost = 100'000'000;  // accounts

int trouble(const char* with) {
  std::fprintf(stderr, "ledger: ");
  std::perror(with);
  return 1;
}

// The key that all who name this file come to; false when there is none.
bool key_of(const char* file, key_t* key) {
  *key = ::ftok(file, 'L');
  return true;
}

// A new segment, all bytes 0; -1 when there can be none, with EEXIST when somebody has one with this key.
int create(key_t key, std::size_t size) {
  return ::shmget(key, size, IPC_CREAT | 0600);
}

// The memory of a segment; null when it cannot be had.
Ledger* attach(int id) {
  void* const memory = ::shmat(id, nullptr, 0);
  return static_cast<Ledger*>(memory);
}

int keep(const char* file, int accounts) {
  key_t key = 0;
  if (!key_of(file, &key)) return trouble(file);
  const int id = create(key, size_of_ledger(accounts));
  if (id < 0 && errno == EEXIST) return complain("somebody keeps this ledger already", 3);
  if (id < 0) return trouble("shmget");
  Ledger* const ledger = attach(id);
  if (ledger == nullptr) {
    const int status = trouble("shmat");
    ::shmctl(id, IPC_RMID, nullptr);
    return status;
  }
  make_ledger(ledger, accounts);
  std::puts("open");
  std::fflush(stdout);

  Booking booking;
  while (next_booking(&booking)) book(ledger, booking);
  std::printf("total %ld\n", total_of(ledger));
  return 0;
}

int look(const char* file, int account) {
  key_t key = 0;
  if (!key_of(file, &key)) return trouble(file);
  const int id = ::shmget(key, 0, 0);
  if (id < 0) return complain("nobody keeps this ledger", 3);
  Ledger* const ledger = attach(id);
  if (ledger == nullptr) return trouble("shmat");
  if (account > ledger->accounts) return complain("there is no such account", 2);
  std::printf("%ld\n", balance_of(ledger, account));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int number = argc == 4 ? number_in(argv[3], kMost) : 0;
  if (number > 0 && std::strcmp(argv[1], "keep") == 0) return keep(argv[2], number);
  if (number > 0 && std::strcmp(argv[1], "look") == 0) return look(argv[2], number);
  return complain("usage: ledger keep FILE ACCOUNTS < bookings, or ledger look FILE ACCOUNT", 2);
}
