// The control page: memory that the shim in every process of a trial shares with the controller in the world's init.
//
// Under a schedule, a thread that is about to make a call that matters between processes (a *point*) writes down in
// its slot where it is, says "parked", and sleeps on its slot's `go` until the controller lets it. What the page says
// steers and draws; it is no ground for a verdict, because a program can write to it. The controller therefore takes
// every index with a grain of salt, and believes that a thread is parked only when the kernel shows it asleep there.
//
// Included by the shim, which has no C++ runtime: nothing but <atomic>, <cstddef> and <cstdint> here.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace ipclab::schedule {

// The points, by the name of the call (or of what happens: start, end, woken, access).
enum class Call : std::uint32_t {
  none,
#define IPCLAB_POINT(name) name,
#include "schedule/points.def"
#undef IPCLAB_POINT
  count
};

inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::uint32_t kSlots = 256;
inline constexpr std::uint32_t kTimers = 64;
inline constexpr std::uint32_t kNobody = 0xffffffffU;
inline constexpr std::uint32_t kMain = 0xfffffffeU;   // Slot::parent of a process that the shim has not seen born
// Asks a thread that sleeps in a call with a timeout to come back as if that had run out (shim/time.cpp). glibc keeps
// this number for itself (SIGSETXID) and so keeps it out of every mask that a program makes.
inline constexpr int kTimeoutSignal = 33;

// One thread, from its birth to the end of the trial; never used again for another one.
struct Slot {
  enum State : std::uint32_t { empty, promised /* its creator made it; it has not begun */, running, parked };
  std::atomic<std::uint32_t> state;
  std::atomic<std::uint32_t> go;          // the futex it sleeps on when parked: 0 sleep, 1 go
  std::atomic<std::int32_t> pid, tid;
  std::atomic<std::uint64_t> here;        // address of `go` in its process
  // Who made it, and what it is to that one: c the nth child process, t the nth thread, x the nth program executed.
  // The first image of a started program has kMain.
  std::atomic<std::uint32_t> parent;
  std::atomic<std::uint32_t> kind;        // 'c', 't', 'x'
  std::atomic<std::uint32_t> nth;         // from 1
  std::atomic<std::uint32_t> children, threads, images;  // how many it has made so far
  // The point it is parked at, or came from last.
  std::atomic<std::uint32_t> call;        // a Call
  std::atomic<std::uint32_t> points;      // how many points it has come to
  std::atomic<std::uint64_t> address;     // return address of the call
  std::atomic<std::uint64_t> site;        // the same place, whatever the address space looks like: a key, no address
  std::atomic<std::int64_t> subject;      // descriptor, signal, id or address that the call is about
  // A call with a timeout that it is in. The controller decides when it runs out.
  std::atomic<std::uint64_t> deadline;    // virtual time, ns; 0: none
  std::atomic<std::int64_t> timed_call;   // the system call that sleeps
  std::atomic<std::int64_t> timed_result; // what that returns when the time has run out: 0, -EAGAIN, -ETIMEDOUT
};

// An alarm(2), setitimer(2) ITIMER_REAL, timer_settime(2) or timerfd_settime(2), armed in virtual time.
struct Timer {
  enum Kind : std::uint32_t { itimer, posix, descriptor };
  std::atomic<std::uint32_t> used;        // 0 free, 1 taken
  std::atomic<std::int32_t> pid;
  std::atomic<std::uint32_t> kind;
  std::atomic<std::int64_t> id;           // timer_create's number, or the descriptor; 0 for itimer
  std::atomic<std::uint64_t> deadline;    // virtual time, ns; 0: not armed
  std::atomic<std::uint64_t> interval;    // ns; 0: once
  std::atomic<std::int32_t> signal;       // what it sends; descriptor: none
  std::atomic<std::uint64_t> value;       // sigev_value
};

struct Control {
  std::uint32_t version;
  // Set before the first program starts.
  std::uint32_t parks;                    // 1: threads stop at points; 0: they run freely, and only time is virtual
  std::uint32_t spurious;                 // 1: each wait for a condition, done in a loop, wakes once for nothing
  std::uint32_t fails;                    // a Call that fails for lack of a resource, or none
  std::uint32_t fails_nth;                // the how manieth such call of all, from 1
  std::int32_t fails_errno;
  std::uint64_t realtime, monotonic;      // what these clocks showed at virtual time 0, ns
  char programs[128];                     // only programs below this folder stop at points
  // While programs run.
  std::atomic<std::uint64_t> now;         // virtual time, ns since the start; reading a clock takes 1 us of it
  std::atomic<std::uint32_t> event;       // a futex: counted up when a thread parks
  std::atomic<std::uint32_t> slots;       // used so far; more than kSlots: the others run freely
  std::atomic<std::uint32_t> overflow;    // slots or timers were too few: the trial decides nothing
  std::atomic<std::uint32_t> failed;      // how many calls of `fails` were seen
  Timer timer[kTimers];
  Slot slot[kSlots];
};

// Environment of the programs: the page's path.
inline constexpr const char* kControlVariable = "IPCLAB_SCHEDULE";

}  // namespace ipclab::schedule
