// A program under observation: started by this process, looked at by a Watch of its own, and ended with all its
// descendants when the object goes.
#pragma once
#include "observe/standstill.hpp"
#include "observe/watch.hpp"
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::tests {

class Observed {
 public:
  // `program` is one of tests/support/targets. Its standard output can be read from out(). Throws posix::Error.
  Observed(const std::string& program, const std::vector<std::string>& args);
  ~Observed();
  Observed(const Observed&) = delete;
  Observed& operator=(const Observed&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] int out() const { return out_.get(); }
  observe::Watch& watch() { return watch_; }
  // The program is alone in its world, no timer was armed, and it is called "relay". A test changes what it needs.
  observe::Known known;

  // Looks until all are proven asleep. What sleeps without a timeout, and whom nobody outside disturbs, sleeps for
  // good: the first proof is the last state. Throws after 20 s.
  const std::vector<observe::Task>& asleep();
  observe::Standstill explained() { return observe::explain(asleep(), known); }
  observe::Standstill judged() { return observe::judge(asleep(), known); }

  // What a descriptor of a process stands for: "pipe:[8812]".
  [[nodiscard]] static std::string target(pid_t pid, int fd);
  [[nodiscard]] std::string target(int fd) const { return target(pid_, fd); }
  [[nodiscard]] unsigned long inode(int fd) const;

 private:
  int was_subreaper_ = 0;
  posix::Fd out_;
  pid_t pid_ = 0;
  observe::Watch watch_;
};

// The wait of the task with this process id (first thread) or thread id. Throws when there is none.
[[nodiscard]] const observe::Wait& wait_of(const observe::Standstill& standstill, pid_t tid);
// Number of the line of tests/support/targets/blocked.cpp that carries the mark //@ `mark`.
[[nodiscard]] int line_of(const std::string& mark);
[[nodiscard]] std::string target_path(const std::string& program);

// Runs `body` in a child that is an ordinary user (uid 65534 when we are root); what it returns comes back: empty
// when all was well. Catch's assertions do not work in there.
[[nodiscard]] std::string as_ordinary_user(std::string (*body)());

}  // namespace ipclab::tests
