// What this step has ready: what lies in the memory of a ledger and what is done with it, the bookings that come in, and
// SIGINT. All of it works.
#pragma once
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

struct Ledger {
  pthread_mutex_t mutex;  // guards the balances
  int accounts;
  long balance[1];        // of account 1; the others follow
};

// How many bytes a ledger with so many accounts takes.
inline std::size_t size_of_ledger(int accounts) { return sizeof(Ledger) + static_cast<std::size_t>(accounts) * sizeof(long); }

// In new memory, all bytes 0: so all balances are 0 already.
inline void make_ledger(Ledger* ledger, int accounts) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&ledger->mutex, &attributes);
  ledger->accounts = accounts;
}

// A line of the input: ACCOUNT AMOUNT.
struct Booking {
  int account;
  long amount;
};

inline void book(Ledger* ledger, const Booking& booking) {
  pthread_mutex_lock(&ledger->mutex);
  if (booking.account >= 1 && booking.account <= ledger->accounts) ledger->balance[booking.account - 1] += booking.amount;
  pthread_mutex_unlock(&ledger->mutex);
}

inline long balance_of(Ledger* ledger, int account) {
  pthread_mutex_lock(&ledger->mutex);
  const long balance = ledger->balance[account - 1];
  pthread_mutex_unlock(&ledger->mutex);
  return balance;
}

inline long total_of(Ledger* ledger) {
  long total = 0;
  pthread_mutex_lock(&ledger->mutex);
  for (int i = 0; i < ledger->accounts; ++i) total += ledger->balance[i];
  pthread_mutex_unlock(&ledger->mutex);
  return total;
}

inline volatile std::sig_atomic_t interrupted = 0;

// From here on SIGINT ends nothing but the wait in next_booking(), now or the next time.
inline void catch_interrupt() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  struct sigaction action = {};
  action.sa_handler = [](int) { interrupted = 1; };
  ::sigaction(SIGINT, &action, nullptr);
}

// Waits for the next line of standard input; false when there is none any more, or SIGINT has come.
inline bool next_booking(Booking* booking) {
  static char text[4096];
  static std::size_t held = 0;
  sigset_t open;  // SIGINT comes while we wait, and only then
  ::sigprocmask(SIG_BLOCK, nullptr, &open);
  sigdelset(&open, SIGINT);
  for (;;) {
    if (const void* const newline = std::memchr(text, '\n', held)) {
      const std::size_t length = static_cast<std::size_t>(static_cast<const char*>(newline) - text) + 1;
      char* end = text;
      booking->account = static_cast<int>(std::strtol(text, &end, 10));
      booking->amount = std::strtol(end, &end, 10);
      std::memmove(text, text + length, held -= length);
      return true;
    }
    pollfd input{STDIN_FILENO, POLLIN, 0};
    const int ready = ::ppoll(&input, 1, nullptr, &open);
    if (interrupted) return false;
    if (ready < 0 && errno == EINTR) continue;
    const ssize_t got = ::read(STDIN_FILENO, text + held, sizeof text - held);
    if (got <= 0) return false;
    held += static_cast<std::size_t>(got);
  }
}

// A number from 1 to `most`; 0 when it is none.
inline int number_in(const char* text, int most) {
  const std::size_t digits = std::strspn(text, "0123456789");
  if (digits == 0 || digits > 9 || text[digits] != '\0') return 0;
  const int number = std::atoi(text);
  return number <= most ? number : 0;
}

inline int complain(const char* what, int status) {
  std::fprintf(stderr, "ledger: %s\n", what);
  return status;
}
