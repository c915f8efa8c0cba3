// Why nothing moves: for each task proven asleep (watch.hpp), what it waits for, who could end the wait, on which
// source line it stands, and whether that can ever happen. What cannot be known is said, and then the standstill
// is not called "for ever".
#pragma once
#include "observe/watch.hpp"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ipclab::observe {

struct SourceLine {
  std::string file;      // as the compiler was given it, without folders: "relay.cpp"
  int line = 0;          // from 1
  std::string function;  // demangled: "main"
};

// One end of a pipe, FIFO or socket that somebody has open.
struct Holder {
  pid_t pid = 0;
  int fd = -1;
  bool reads = false, writes = false;
};

// What one task waits for.
struct Wait {
  Task task;
  std::string call;    // as one would write it: "read(3)", "wait4(7)", "pthread_mutex_lock(&lock)"
  std::string object;  // "pipe:[8812]", "child 7", "mutex `lock`", "queue 3"; empty when there is none
  std::optional<SourceLine> at;    // nothing when it could not be found with certainty
  std::vector<SourceLine> callers; // the calls that led there, innermost first, as far as they are certain
  std::vector<Holder> holders;     // who has the other end open, the grader not counted
  std::vector<pid_t> waits_for;    // processes or threads that could end the wait (mutex owner, children, holders)
  bool for_ever = false;
  std::string because;  // one sentence. for_ever: why it can never end; else: what may still end it
};

// What the observer is told about the world it looks into.
struct Known {
  // Pipes (inode, as in "pipe:[8812]") on which the grader itself may still act: read more, write more, close.
  std::set<unsigned long> grader_acts_on;
  // Processes in which a timer was armed and has not been proven dead (alarm, setitimer, timer_settime): watched at the call.
  std::set<pid_t> timers;
  bool timers_known = false;       // false: the calls could not be watched, so no process is free of suspicion
  bool socket_timeouts = false;    // some process set SO_RCVTIMEO or SO_SNDTIMEO
  bool closed_world = false;       // namespaces: nobody outside can reach in but through the grader's pipes
  std::map<pid_t, std::string> names;  // what to call a process in sentences: "relay", "relay's child"
  std::map<pid_t, std::string> threads;  // the same for threads that are not their process's first: "thread 1 of pool"
  std::map<pid_t, std::string> fates;  // of threads that are gone: "pair#2, which the grader has killed (SIGKILL)"
};

struct Standstill {
  bool for_ever = false;
  std::string doubt;        // when not for ever: the first reason why not
  bool timed = false;       // at least one task sleeps in a call with a timeout, or a timer is armed
  bool for_strangers = false;  // when not for ever: but so for all in the world; only a process outside may end it
  std::vector<Wait> waits;  // one a task, ordered by pid, tid
};

// `tasks` is the snapshot of a Watch that has just answered `asleep`; all of them must still be alive.
// 1 to 10 ms: reads /proc, the programs' memory (process_vm_readv(2)) and their debug information (libdw).
[[nodiscard]] Standstill explain(const std::vector<Task>& tasks, const Known& known);

// The cheap half of explain(), without source lines, names and sentences: is there any doubt that these tasks
// sleep for ever? 20 to 200 microseconds.
[[nodiscard]] Standstill judge(const std::vector<Task>& tasks, const Known& known);

}  // namespace ipclab::observe
