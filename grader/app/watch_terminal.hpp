// The terminal while somebody watches: keys come one by one, and the screen is a page of its own. Two processes hold
// one of these (watch_guard.hpp), so that whoever is left puts the terminal back.
#pragma once
#include <cstddef>
#include <string_view>
#include <termios.h>

namespace ipclab::app {

struct Size {
  std::size_t columns = 80, rows = 24;
};

// Standard input and output are one terminal that can move its cursor.
[[nodiscard]] bool is_screen();

class Terminal {
 public:
  // Remembers how it is now. Throws posix::Error.
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // Keys come at once, unseen, and Ctrl-C and Ctrl-Z are keys as well. Throws posix::Error.
  void enter();
  // As it was. Does nothing when the terminal is another's now, or is gone.
  void leave() noexcept;
  // Over what was drawn before, from the upper left corner. False when the terminal is gone.
  [[nodiscard]] bool draw(std::string_view screen) noexcept;
  [[nodiscard]] static Size size() noexcept;

 private:
  termios before_{};
  bool* entered_;  // shared with the processes that we fork
};

}  // namespace ipclab::app
