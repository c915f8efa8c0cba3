// One schedule: everything that decides how a trial runs, besides the program itself. Plain data.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::schedule {

inline constexpr const char* kGrader = "grader";  // what it is called

// A point of a thread, by what it is called: the same on every run, and on another source as long as the thread
// comes to it. `who`: the name of the started program ("relay"; the second one of this name "relay#2"), then for each
// generation .cN (its Nth child), .tN (its Nth thread), .xN (the Nth program it executed): "relay.c1.t2".
// The grader is "grader", its calls are those of check/trial.hpp ("feed", "signal").
struct PointKey {
  std::string who;
  std::string call;        // "pthread_mutex_lock"
  unsigned nth = 1;        // the how manieth such call of this thread, from 1
  auto operator<=>(const PointKey&) const = default;
};

// A call that fails for lack of a resource, though nothing lacks: "fork", 1, EAGAIN.
struct Failure {
  std::string call;
  unsigned nth = 1;        // the how manieth such call of all threads
  int error = 0;           // errno
  auto operator<=>(const Failure&) const = default;
};

struct Plan {
  // Who goes on when several could: the one that was there first, the one that came last, or a random one.
  // `free`: nobody is held and nobody is ordered, only time is virtual.
  enum class Order { oldest, newest, walk, free } order = Order::oldest;
  std::uint64_t seed = 0;              // of a walk
  std::vector<PointKey> delays;        // each: held there until nobody else can go on; then last in line
  bool spurious = false;               // every second wait of a thread at one place wakes for nothing, the first included
  std::optional<Failure> failure;
  auto operator<=>(const Plan&) const = default;
};

// A point that a thread came to, in the order in which they were left.
struct Seen {
  PointKey key;
  std::uint64_t site = 0;  // the place in the program, a key: equal for the same call of the same program
  bool alone = false;      // when it went on, and until its next point, nobody could have gone before one that is held
};

}  // namespace ipclab::schedule
