// Which system calls may sleep, on what, and whether the sleep has an end of its own: a table, one row a call.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace ipclab::observe {

struct Task;

// What a call sleeps on.
enum class Waits {
  read,        // data on the descriptor in args[0]
  write,       // room behind the descriptor in args[0]
  splice,      // either of two descriptors
  poll,        // an array of pollfd
  select,      // up to three fd_set
  epoll,       // an epoll(7) descriptor
  accept,      // a connection on a socket
  connect,     // an answer to one
  futex,       // a word of memory
  futexes,     // several (futex_waitv)
  sem,         // System V semaphores
  msgrcv, msgsnd,
  mq_receive, mq_send,
  signal,      // any signal (pause), with a mask of its own (sigsuspend), or one of a set (sigwait)
  child,       // wait4(2), waitid(2)
  open,        // the other end of a FIFO
  record_lock, // fcntl(2) F_SETLKW
  file_lock,   // flock(2)
  vfork,       // the child's exec or end
  time,        // nothing but time
};

// Where the timeout is, if the call has one.
enum class Timeout {
  none,
  pointer,       // args[index] != NULL
  milliseconds,  // args[index], an int; negative: none
};

struct Call {
  long number;
  std::string_view name;
  Waits waits;
  Timeout timeout = Timeout::none;
  int index = 0;
};

// The row of a call; null when the observer does not know it as one that sleeps.
[[nodiscard]] const Call* find_call(long number);
// True when the sleep ends by itself.
[[nodiscard]] bool has_timeout(const Call& call, const Task& task);
// Calls that never sleep of their own accord: a task that sleeps in one waits for the grader's answer to its
// seccomp_unotify(2) notification, or is on its way out. It counts as running.
[[nodiscard]] bool only_waits_for_us(long number);
// "read"; "system call 321" for those without a row.
[[nodiscard]] std::string call_name(long number);
// The file descriptor that a read, write, socket or lock call is about.
[[nodiscard]] int descriptor_of(const Task& task);

}  // namespace ipclab::observe
