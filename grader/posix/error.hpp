// What goes wrong in the grader itself (never what a student's program does) is one exception:
// the call that failed, what it was asked for, and its errno(3). Caught once per check -> verdict "broken".
#pragma once
#include <stdexcept>
#include <string>

namespace ipclab::posix {

class Error : public std::runtime_error {
 public:
  // `call` by its man-page name, `argument` what it was called with; errno is read if `number` is not given.
  explicit Error(std::string call, std::string argument = {}, int number = -1);
  [[nodiscard]] int number() const noexcept { return number_; }
  [[nodiscard]] const std::string& call() const noexcept { return call_; }

 private:
  std::string call_;
  int number_;
};

// "ENOENT" for 2: strerrorname_np(3).
[[nodiscard]] std::string errno_name(int number);
// "SIGPIPE" for 13, "SIGRTMIN+2" for real-time signals: sigabbrev_np(3).
[[nodiscard]] std::string signal_name(int number);

}  // namespace ipclab::posix
