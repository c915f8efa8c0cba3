// Standard output and error: what may be coloured, what is written whole or not at all, and how a run is interrupted.
#pragma once
#include "posix/fd.hpp"
#include "report/words.hpp"
#include <chrono>
#include <csignal>
#include <string>
#include <string_view>

namespace ipclab::app {

// Descriptors 0 to 2 are open from here on, so that nothing we open later is taken for one of them. What was closed
// answers every read or write with EBADF.
void open_standard_streams();

// Plain unless it is a terminal; no colours with NO_COLOR (no-color.org) or TERM=dumb. Width: the terminal's, at most
// 100, or 80.
[[nodiscard]] report::Style style_for(int fd);

// All of it to standard output. Throws posix::Error: closed, full, or nobody reads it.
void print(std::string_view text);
// One line to standard error, "ipclab: " in front. What becomes of it is nobody's business.
void complain(std::string_view line) noexcept;

// SIGINT, SIGTERM and SIGHUP end the program at once with a line and exit 130: hosts and worlds die with it.
void die_when_interrupted();

// While it lives those signals only make fd() readable, so that a run can end in order and files are written whole.
// Afterwards one that came meanwhile ends the program.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  [[nodiscard]] int fd() const { return fd_.get(); }
  // Takes the signals that have come, so that they end nothing any more.
  void forgive();

 private:
  sigset_t before_{};
  posix::Fd fd_;
};

// "12 of 26  pipe/ends-with-input" on standard error, over and over in the same line: only on a terminal, only when it
// takes more than a second.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine() { clear(); }
  void show(const std::string& text);
  void clear();

 private:
  bool wanted_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begun_;
};

}  // namespace ipclab::app
