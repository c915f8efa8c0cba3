// What the wrappers share: the process, the thread, and the point.
//
// The library is preloaded into every program of a trial. It has no C++ runtime and throws nothing; pthread_cancel(3)
// may unwind through any wrapper, so none of them holds anything over the real call but in until() (time.hpp).
#pragma once
#include "schedule/control.hpp"
#include "schedule/shim/raw.hpp"
#include "schedule/shim/real.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <sys/types.h>

namespace ipclab::shim {

using schedule::Call;
using schedule::Control;
using schedule::Slot;

struct Process {
  Control* control;            // null: no schedule, every wrapper only calls the real function
  bool stops;                  // its threads stop at points; a shell that it runs does not
  bool memory;                 // built to report its accesses to memory (memory.cpp)
  bool threaded;               // has ever made a thread
  std::int32_t pid;
  std::uintptr_t base, end;    // where the executable lies
};
extern constinit Process process;

struct Thread {
  Slot* slot;                  // null: not ours, or too many of them
  bool parked;                 // sleeps at a point; what a signal handler calls meanwhile is no point
  unsigned inside;             // in the shim's own dealings with libc
  std::uintptr_t stack_low, stack_high;
  unsigned woken;              // places where it has woken for nothing
  std::uint64_t woken_at[16];
  std::uint32_t woke;          // a bit for each of them: whether it did so the last time
};
extern constinit thread_local Thread self;

// Stops here until the controller lets this thread go on; `from` is the wrapper's FROM. errno is left alone; what a
// signal handler does to it meanwhile is the program's own doing.
void point(Call call, std::int64_t subject, const void* from);
inline void point(Call call, const volatile void* subject, const void* from) { point(call, as_long(subject), from); }
// The end of a call that may have woken somebody: whom it woke runs on, and this thread stops, so that never two run at
// once. Passes the call's answer on.
template <class Answer>
Answer settled(Answer answer, const void* from) {
  point(Call::returned, std::int64_t{0}, from);
  return answer;
}
// The end of a call that may have failed: it stops before the program can look at errno. Not where a call only says
// "not now": who asks again at once is to be seen doing so. Passes the call's answer on.
template <class Answer>
Answer answered(Answer answer, const void* from) {
  if (answer < 0 && errno != EAGAIN && errno != EINTR) point(Call::failed, std::int64_t{0}, from);
  return answer;
}
// Whether point() would stop: points that need preparation ask first.
[[nodiscard]] bool stops_here();
// This thread's slot; null also in a child of vfork(2), which borrows the memory of its parent and must leave no trace.
[[nodiscard]] Slot* own_slot();

// Whether this call is the one that is to fail for lack of a resource; then errno is set.
[[nodiscard]] bool fails(Call call);
// The same. Nobody waits for such a call to fail, but a picture is to show it: so it is a point, before the program
// can look at errno.
[[nodiscard]] bool fails_here(Call call, const void* from);

// The places are counted before a child or thread runs, so that they are the same in every run.
[[nodiscard]] Slot* promise(char kind);       // null: there is no room
void withdraw(Slot* slot);                    // it was not born after all
void adopt(Slot* slot);                       // called by the new thread or process itself

// A key for a place in the program, whatever the address space looks like.
[[nodiscard]] std::uint64_t site_of(const void* from);

// Forgets the call that a jump has left behind: longjmp(3) out of a signal handler.
void jumped();

}  // namespace ipclab::shim
