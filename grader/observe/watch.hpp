// The proof that, at one instant, every task of a world was asleep in the kernel.
//
// Theory of operation ("double collect"): for each thread read its run count (schedstat), then /proc/T/syscall;
// list the threads again; then /proc/T/syscall, the state letter and the run count once more. If nothing changed,
// no thread was put on a CPU between the two readings, so all of them slept at the instant of the second list.
// The list need not be read anew as long as no task was created since (proc(5), /proc/loadavg: the last id given out).
// A thread that is runnable but starved reads "running": load can delay the answer, never falsify it.
// Reading /proc disturbs nobody: no signal, no ptrace stop.
//
// Seen at a price of zero: a task in ptrace-stop ('t') runs; so does one that waits for the grader's answer to a
// seccomp_unotify(2) notification; so does a zombie that has not yet told its parent.
//
// A Watch belongs to one thread of one process, the world's init; it sees the tasks of that init only.
#pragma once
#include "posix/fd.hpp"
#include <array>
#include <cstdint>
#include <memory>
#include <sys/types.h>
#include <vector>

namespace ipclab::observe {

// A thread proven asleep: in which system call, with which arguments (proc(5), /proc/PID/syscall).
struct Task {
  pid_t pid = 0;
  pid_t tid = 0;
  long call = -1;  // SYS_read, ...; -1: in no call (state T; a stopped task may also show the call it will resume)
  std::array<unsigned long, 6> args{};
  unsigned long sp = 0, pc = 0;
  char state = 'S';          // S, T (stopped), D only inside vfork(2)
  std::uint64_t runs = 0;    // how often it had been put on a CPU: unchanged means it has not run since
};

struct Zombie { pid_t pid = 0; pid_t parent = 0; };

enum class Stillness { running, asleep, empty };  // empty: no task is left but zombies

enum class Scope {
  pid_namespace,  // everything in /proc but this process: it is pid 1 of the world
  descendants,    // the children of this process (a subreaper, prctl(2)) and theirs
};

class Watch {
 public:
  // Throws posix::Error where the kernel does not count runs (CONFIG_SCHED_INFO) or has no /proc.
  explicit Watch(Scope scope);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // One attempt, 20 to 150 microseconds; never waits. After `asleep`, tasks() is the proven snapshot.
  // Any odd reading (out of descriptors, a task that has just gone) answers `running`.
  [[nodiscard]] Stillness look();
  [[nodiscard]] const std::vector<Task>& tasks() const;
  [[nodiscard]] const std::vector<Zombie>& zombies() const;
  // Processes that made themselves unreadable for us (prctl(2) PR_SET_DUMPABLE; EACCES, EPERM), found by the last
  // look(). As long as there is one, look() answers `running`: nothing can be proven about it.
  [[nodiscard]] const std::vector<pid_t>& unreadable() const;

  // Every process of the world now (thread group leaders, zombies included), ascending. Not a proof.
  [[nodiscard]] std::vector<pid_t> processes() const;
  // CPU time used so far by a process, all threads, nanoseconds; 0 when it is gone.
  [[nodiscard]] static std::uint64_t cpu_ns(pid_t pid);
  // Resident memory of a process in bytes (statm); 0 when it is gone.
  [[nodiscard]] static std::uint64_t resident_bytes(pid_t pid);
  // Parent as the kernel has it now; 0 when it is gone.
  [[nodiscard]] static pid_t parent_of(pid_t pid);

  [[nodiscard]] std::uint64_t looks() const;  // attempts so far

 private:
  struct Private;
  std::unique_ptr<Private> private_;
};

}  // namespace ipclab::observe
