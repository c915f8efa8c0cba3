#include "app/watch_terminal.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace ipclab::app {
namespace {

// console_codes(4): the other page, without a cursor; and back.
constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l";
constexpr std::string_view kLeave = "\x1b[0m\x1b[?25h\x1b[?1049l";

// In front, or nobody's any more: when the leader of a session ends, its terminal is no longer anybody's to manage.
bool ours() {
  const pid_t front = ::tcgetpgrp(0);
  return front < 0 || front == ::getpgrp();
}

}  // namespace

bool is_screen() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(0) != 0 && ::isatty(1) != 0 && terminal != nullptr && *terminal != '\0' && std::strcmp(terminal, "dumb") != 0;
}

Terminal::Terminal() {
  if (::tcgetattr(0, &before_) != 0) throw posix::Error("tcgetattr");
  void* page = ::mmap(nullptr, sizeof(bool), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) throw posix::Error("mmap");
  entered_ = static_cast<bool*>(page);
}

Terminal::~Terminal() { ::munmap(entered_, sizeof(bool)); }

void Terminal::enter() {
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
  raw.c_oflag &= ~static_cast<tcflag_t>(OPOST);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  // In the background this stops us until we are in front again (SIGTTOU), as it should.
  while (::tcsetattr(0, TCSANOW, &raw) != 0)
    if (errno != EINTR) throw posix::Error("tcsetattr");
  *entered_ = true;
  posix::write_all(1, kEnter);
}

void Terminal::leave() noexcept {
  if (!ours()) return;
  if (*entered_) {
    *entered_ = false;
    if (::write(1, kLeave.data(), kLeave.size()) < 0) {}
  }
  while (::tcsetattr(0, TCSANOW, &before_) != 0)
    if (errno != EINTR) return;  // it is gone: there is nothing to put back
}

bool Terminal::draw(std::string_view screen) noexcept {
  try {
    std::string bytes = "\x1b[H";
    while (!screen.empty()) {
      const auto end = std::min(screen.find('\n'), screen.size());
      bytes.append(screen.substr(0, end)).append("\x1b[K");
      if (end < screen.size()) bytes += "\r\n";
      screen.remove_prefix(std::min(end + 1, screen.size()));
    }
    posix::write_all(1, bytes + "\x1b[J");
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

Size Terminal::size() noexcept {
  Size size;
  if (winsize window{}; ::ioctl(1, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0) {
    size.columns = window.ws_col;
    size.rows = window.ws_row;
  }
  return size;
}

}  // namespace ipclab::app
