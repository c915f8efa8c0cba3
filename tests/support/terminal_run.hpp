// The real program on a real pseudo-terminal (pty(7)): what it draws, read as a terminal would read it, and keys typed
// one by one. Nothing here waits for a length of time: it waits for what is on the screen, or for an end. Whoever waits in
// vain is told after two minutes, with the screen.
#pragma once
#include "posix/fd.hpp"
#include "support/real_run.hpp"
#include <functional>
#include <map>
#include <string>
#include <sys/types.h>
#include <termios.h>
#include <vector>

namespace ipclab::tests {

// A terminal of so many rows and columns that understands what `watch` writes. What is written beyond its right edge is lost
// and counted: a real one would break the line there.
class Emulator {
 public:
  void resize(std::size_t rows, std::size_t columns);
  void feed(std::string_view bytes);
  [[nodiscard]] std::string text() const;  // its lines, without the blanks at their ends
  [[nodiscard]] std::size_t lost() const { return lost_; }
  [[nodiscard]] bool alternate() const { return alternate_; }  // on the other page (\x1b[?1049h)
  [[nodiscard]] bool cursor() const { return cursor_; }

 private:
  void control(std::string_view sequence);
  void put(std::string_view character);
  std::vector<std::vector<std::string>> cells_;
  std::size_t rows_ = 24, columns_ = 80, row_ = 0, column_ = 0, lost_ = 0;
  bool alternate_ = false, cursor_ = true;
};

struct OnTerminal {
  std::vector<std::string> args = {"watch", "pipe/1"};
  std::map<std::string, std::string> environment = {};
  unsigned short rows = 24, columns = 80;
};

class TerminalRun {
 public:
  explicit TerminalRun(const Checkout& checkout, const OnTerminal& order = {});
  ~TerminalRun();
  TerminalRun(const TerminalRun&) = delete;
  TerminalRun& operator=(const TerminalRun&) = delete;

  void type(std::string_view keys) const;
  void resize(unsigned short rows, unsigned short columns);
  // Reads on, picture by picture, until one has this. Fails the test when none ever has.
  void sees(const std::string& text);
  void sees(const std::string& what, const std::function<bool(const std::string& screen)>& holds);
  // The same where there are no pictures but lines: reads on until this has come behind what was read for before.
  void reads(const std::string& text);
  // No picture so far had this.
  [[nodiscard]] bool never_saw(const std::string& text) const;
  [[nodiscard]] std::string screen() const { return emulator_.text(); }
  [[nodiscard]] const Emulator& emulator() const { return emulator_; }
  [[nodiscard]] const std::string& raw() const { return raw_; }

  [[nodiscard]] pid_t pid() const { return pid_; }           // leads its session
  [[nodiscard]] std::vector<pid_t> children() const;         // of that process
  // How the terminal was before the program began, and how it is now: equal?
  [[nodiscard]] bool as_before() const;
  void hang_up() { master_.reset(); }
  void signal(int number) const;
  // Until it has stopped (Ctrl-Z).
  void stops();
  // Until it has ended, and everybody else who had the terminal: the status as a shell gives it.
  int ends();
  // Nobody of its session is left.
  [[nodiscard]] std::string left() const;

 private:
  bool read_more();     // false at the end
  void show_picture();  // as far as the next whole one
  Emulator emulator_;
  posix::Fd master_;
  pid_t pid_ = -1, session_ = -1;
  termios before_{};
  std::string raw_, pending_;
  std::size_t read_ = 0;  // of raw_
  std::vector<std::string> pictures_;
};

}  // namespace ipclab::tests
