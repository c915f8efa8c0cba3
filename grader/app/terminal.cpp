#include "app/terminal.hpp"

#include "app/app.hpp"
#include "app/place.hpp"
#include "posix/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace ipclab::app {
namespace {

constexpr int kEnding[] = {SIGINT, SIGTERM, SIGHUP};

bool set_and_not_empty(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

sigset_t ending_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : kEnding) sigaddset(&set, signal);
  return set;
}

// A signal handler: signal-safety(7).
void end_now(int /*signal*/) {
  constexpr char line[] = "\nipclab: interrupted\n";
  if (::write(2, line, sizeof line - 1) < 0) {}
  ::_exit(kInterrupted);
}

}  // namespace

void open_standard_streams() {
  for (int fd = 0; fd <= 2; ++fd)
    if (::fcntl(fd, F_GETFD) < 0 && errno == EBADF)
      // The lowest free number is this one. Reading 0 and writing 1 or 2 then fail with EBADF, as they should.
      if (::open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0) return;
}

report::Style style_for(int fd) {
  report::Style style;
  if (::isatty(fd) == 0) return style;
  const char* terminal = std::getenv("TERM");
  style.colour = !set_and_not_empty("NO_COLOR") && (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
  if (winsize size{}; ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) style.width = std::min<std::size_t>(size.ws_col, 100);
  return style;
}

void print(std::string_view text) {
  // An EPIPE that is told is better than a silent death; only here, for a program we exec must not inherit it.
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  try {
    posix::write_all(1, text);
  } catch (const posix::Error& trouble) {
    std::signal(SIGPIPE, before);
    throw posix::Error("write", "to standard output", trouble.number());
  }
  std::signal(SIGPIPE, before);
}

void complain(std::string_view line) noexcept {
  try {
    // What was typed, or a file's name, may be in it.
    constexpr std::size_t kLongest = 300;
    std::string text = "ipclab: " + report::clean(line.substr(0, kLongest)) + (line.size() > kLongest ? " …\n" : "\n");
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    if (::write(2, text.data(), text.size()) < 0) {}
    std::signal(SIGPIPE, before);
  } catch (const std::exception&) {
    return;  // out of memory: there is nobody left to tell
  }
}

void die_when_interrupted() {
  struct sigaction action {};
  action.sa_handler = end_now;
  sigemptyset(&action.sa_mask);
  for (const int signal : kEnding) ::sigaction(signal, &action, nullptr);
}

Interrupts::Interrupts() {
  const sigset_t set = ending_signals();
  if (::sigprocmask(SIG_BLOCK, &set, &before_) != 0) throw posix::Error("sigprocmask");
  fd_ = posix::Fd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!fd_.open()) {
    const int number = errno;
    ::sigprocmask(SIG_SETMASK, &before_, nullptr);
    throw posix::Error("signalfd", "", number);
  }
}

Interrupts::~Interrupts() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

void Interrupts::forgive() {
  for (signalfd_siginfo info{}; ::read(fd_.get(), &info, sizeof info) > 0;) {}
}

ProgressLine::ProgressLine() : wanted_(style_for(2).colour), begun_(std::chrono::steady_clock::now()) {}

void ProgressLine::show(const std::string& text) {
  if (!wanted_ || std::chrono::steady_clock::now() - begun_ < std::chrono::seconds(1)) return;
  const std::string line = "\r\x1b[K" + text;
  shown_ = ::write(2, line.data(), line.size()) > 0;
}

void ProgressLine::clear() {
  if (shown_ && ::write(2, "\r\x1b[K", 4) < 0) {}
  shown_ = false;
}

std::string shown(const std::filesystem::path& path) {
  std::error_code trouble;
  const auto here = std::filesystem::current_path(trouble);
  if (trouble) return path.string();
  const std::string relative = path.lexically_relative(here).string();
  return relative.empty() || relative.size() > path.string().size() ? path.string() : relative;
}

}  // namespace ipclab::app
