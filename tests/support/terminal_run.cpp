#include "support/terminal_run.hpp"

#include "posix/error.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

namespace fs = std::filesystem;

namespace ipclab::tests {
namespace {

constexpr int kInVain = 120'000;                    // ms until a test that waits says that it waits in vain
constexpr std::string_view kEndOfPicture = "\x1b[J";  // what `watch` writes last

winsize size_of(unsigned short rows, unsigned short columns) {
  winsize size{};
  size.ws_row = rows;
  size.ws_col = columns;
  return size;
}

[[noreturn]] void become(const Checkout& checkout, const OnTerminal& order) {
  std::map<std::string, std::string> variables{{"IPCLAB_ROOT", checkout.root().string()},
                                               {"TMPDIR", checkout.temporary().string()},
                                               {"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                               {"TERM", "xterm"}};
  if (const char* tier = std::getenv("IPCLAB_TIER")) variables["IPCLAB_TIER"] = tier;
  for (const auto& [name, value] : order.environment) variables[name] = value;
  std::vector<std::string> words{"ipclab"}, entries;
  words.insert(words.end(), order.args.begin(), order.args.end());
  for (const auto& [name, value] : variables) entries.push_back(name + "=" + value);
  std::vector<char*> argv, environment;
  for (std::string& word : words) argv.push_back(word.data());
  for (std::string& entry : entries) environment.push_back(entry.data());
  argv.push_back(nullptr);
  environment.push_back(nullptr);
  for (int number = 1; number < NSIG; ++number) std::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::chdir("/") != 0) ::_exit(126);
  ::execve(IPCLAB_PROGRAM, argv.data(), environment.data());
  ::_exit(127);
}

// Fields of /proc/PID/stat behind the name: state, parent, group, session, ...
std::vector<std::string> stat_of(const std::string& pid) {
  const auto text = posix::read_file("/proc/" + pid + "/stat");
  if (!text || text->rfind(')') == std::string::npos) return {};
  std::vector<std::string> fields;
  std::string rest = text->substr(text->rfind(')') + 2);
  for (std::size_t at = 0; (at = rest.find(' ')) != std::string::npos; rest.erase(0, at + 1)) fields.push_back(rest.substr(0, at));
  return fields;
}

std::vector<std::string> pids_with(std::size_t field, pid_t value) {
  std::vector<std::string> pids;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto fields = stat_of(name);
    if (fields.size() > field && fields[field] == std::to_string(value) && fields[0] != "Z") pids.push_back(name);
  }
  return pids;
}

}  // namespace

void Emulator::resize(std::size_t rows, std::size_t columns) {
  rows_ = rows;
  columns_ = columns;
  cells_.assign(rows, std::vector<std::string>(columns, " "));
  row_ = column_ = 0;
}

void Emulator::control(std::string_view sequence) {
  const char kind = sequence.back();
  if (kind == 'H') row_ = column_ = 0;
  if (kind == 'K' || kind == 'J') std::fill(cells_[row_].begin() + static_cast<std::ptrdiff_t>(std::min(column_, columns_)), cells_[row_].end(), " ");
  if (kind == 'J')
    for (std::size_t row = row_ + 1; row < rows_; ++row) std::fill(cells_[row].begin(), cells_[row].end(), " ");
  if (sequence == "[?1049h" || sequence == "[?1049l") {
    alternate_ = kind == 'h';
    resize(rows_, columns_);
  }
  if (sequence == "[?25h" || sequence == "[?25l") cursor_ = kind == 'h';
}

void Emulator::put(std::string_view character) {
  if (character == "\r") column_ = 0;
  else if (character == "\n") row_ = std::min(row_ + 1, rows_ - 1);
  else if (column_ < columns_) cells_[row_][column_++] = character;
  else ++lost_;
}

void Emulator::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t length = 1;
    if (bytes[0] == '\x1b') {
      length = std::min(bytes.find_first_of("ABCDHJKhlm", 1), bytes.size() - 1) + 1;
      control(bytes.substr(1, length - 1));
    } else {
      while (length < bytes.size() && (static_cast<unsigned char>(bytes[length]) & 0xc0U) == 0x80U) ++length;
      put(bytes.substr(0, length));
    }
    bytes.remove_prefix(length);
  }
}

std::string Emulator::text() const {
  std::string text;
  for (const auto& row : cells_) {
    std::string line;
    for (const std::string& cell : row) line += cell;
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

TerminalRun::TerminalRun(const Checkout& checkout, const OnTerminal& order) {
  if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) throw posix::Error("prctl(PR_SET_CHILD_SUBREAPER)");
  const winsize size = size_of(order.rows, order.columns);
  emulator_.resize(order.rows, order.columns);
  int master = -1, slave = -1;
  if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0) throw posix::Error("openpty");
  master_ = posix::Fd(master);
  posix::Fd ours(slave);
  if (::fcntl(master, F_SETFD, FD_CLOEXEC) != 0 || ::tcgetattr(slave, &before_) != 0) throw posix::Error("tcgetattr");
  pid_ = session_ = ::fork();
  if (pid_ < 0) throw posix::Error("fork");
  if (pid_ == 0) {
    if (::login_tty(slave) != 0) ::_exit(126);
    become(checkout, order);
  }
}

TerminalRun::~TerminalRun() {
  for (const std::string& pid : pids_with(3, session_)) ::kill(static_cast<pid_t>(std::stol(pid)), SIGKILL);
  while (pid_ > 0 && ::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {}
}

void TerminalRun::type(std::string_view keys) const { posix::write_all(master_.get(), keys); }

void TerminalRun::resize(unsigned short rows, unsigned short columns) {
  emulator_.resize(rows, columns);
  const winsize size = size_of(rows, columns);
  if (::ioctl(master_.get(), TIOCSWINSZ, &size) != 0) throw posix::Error("ioctl", "TIOCSWINSZ");
}

bool TerminalRun::read_more() {
  pollfd readable{master_.get(), POLLIN, 0};
  if (::poll(&readable, 1, kInVain) == 0) FAIL("nothing is drawn any more; the screen is\n" << screen());
  std::array<char, 16384> bytes{};
  const ssize_t got = ::read(master_.get(), bytes.data(), bytes.size());
  if (got <= 0) return false;  // EIO: nobody has the terminal any more
  raw_.append(bytes.data(), static_cast<std::size_t>(got));
  pending_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

void TerminalRun::show_picture() {
  const auto end = pending_.find(kEndOfPicture) + kEndOfPicture.size();
  emulator_.feed(std::string_view(pending_).substr(0, end));
  pending_.erase(0, end);
  pictures_.push_back(screen());
}

void TerminalRun::sees(const std::string& what, const std::function<bool(const std::string& screen)>& holds) {
  const auto begun = std::chrono::steady_clock::now();
  while (!holds(screen())) {
    while (pending_.find(kEndOfPicture) == std::string::npos)
      if (!read_more()) FAIL("it ended and never showed " << what << "; the screen was\n" << screen() << "\nbehind it\n" << pending_);
    show_picture();
    if (std::chrono::steady_clock::now() - begun > std::chrono::milliseconds(kInVain)) FAIL("never showed " << what << "; the screen is\n" << screen());
  }
}

void TerminalRun::sees(const std::string& text) {
  sees("`" + text + "`", [&](const std::string& screen) { return screen.find(text) != std::string::npos; });
}

void TerminalRun::reads(const std::string& text) {
  std::size_t at = raw_.find(text, read_);
  for (; at == std::string::npos; at = raw_.find(text, read_))
    if (!read_more()) FAIL("it ended and never wrote `" << text << "`; behind what came before it wrote\n" << raw_.substr(read_));
  read_ = at + text.size();
}

bool TerminalRun::never_saw(const std::string& text) const {
  return std::none_of(pictures_.begin(), pictures_.end(), [&](const std::string& picture) { return picture.find(text) != std::string::npos; });
}

std::vector<pid_t> TerminalRun::children() const {
  std::vector<pid_t> pids;
  for (const std::string& pid : pids_with(1, pid_)) pids.push_back(static_cast<pid_t>(std::stol(pid)));
  return pids;
}

bool TerminalRun::as_before() const {
  termios now{};
  if (::tcgetattr(master_.get(), &now) != 0) throw posix::Error("tcgetattr");
  return now.c_iflag == before_.c_iflag && now.c_oflag == before_.c_oflag && now.c_cflag == before_.c_cflag && now.c_lflag == before_.c_lflag &&
         std::memcmp(now.c_cc, before_.c_cc, sizeof now.c_cc) == 0;
}

void TerminalRun::signal(int number) const { ::kill(pid_, number); }

void TerminalRun::stops() {
  int status = 0;
  while (::waitpid(pid_, &status, WUNTRACED) < 0 && errno == EINTR) {}
  if (!WIFSTOPPED(status)) FAIL("it has ended instead of stopping");
}

int TerminalRun::ends() {
  while (master_.open() && read_more()) {}
  emulator_.feed(pending_);
  pending_.clear();
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string TerminalRun::left() const {
  std::string text;
  for (const std::string& pid : pids_with(3, session_)) text += posix::read_file("/proc/" + pid + "/cmdline").value_or("?") + " ";
  return text;
}

}  // namespace ipclab::tests
