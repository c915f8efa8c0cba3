// The seccomp(2) filter of a world. It does two things: it refuses calls by which a program could leave its world
// or hide from the observer, and it lets the world's init look at a few calls before they happen.
#pragma once
#include "posix/fd.hpp"
#include <functional>
#include <linux/filter.h>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

struct FilterOptions {
  bool watch = true;         // notify: timers, socket timeouts, exit_group
  bool queues = true;        // mq_open(3) is there; without it, ENOSYS, with a notice where calls are watched
  bool police_kill = false;  // notify: kill and its kin; the init allows only targets inside the world
};

// The filter as a program for SECCOMP_SET_MODE_FILTER, made with libseccomp. Throws posix::Error.
[[nodiscard]] std::vector<sock_filter> make_filter(const FilterOptions& options);

// A call that a program is about to make; it waits in the kernel until the notice is answered.
struct Notice {
  enum class Kind { timer, socket_timeout, exit, kill, no_queue } kind = Kind::timer;
  pid_t tid = 0;    // the calling thread, as seen by this process
  pid_t target = 0; // kill: whom; may be negative or zero, as in kill(2)
  int timer = 0;    // timer: which one of its process: 0 ITIMER_REAL, 1 and 2 the CPU timers, 3 and up timer_create's
  bool arms = true; // timer: false when the call switches it off
};

// Answers the notices that wait on the listener. `look` is called while the caller is held; the call then goes
// on, unless `look` returns an errno, which it gets instead; a queue (no_queue) it never gets. False when nobody
// is left who could send one.
bool answer_notices(int listener, const std::function<int(const Notice&)>& look);

// The answer to a kill, which is asked about only where no process namespace does it: signals reach the processes of
// the world and nobody else. `members`: those processes, without its init.
[[nodiscard]] int permit_signal(const Notice& notice, const std::vector<pid_t>& members);

}  // namespace ipclab::world
