#include "support/observed.hpp"

#include "posix/error.hpp"
#include "support/source_text.hpp"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::tests {
namespace {

// Opened by whoever may read the build folder; executed through the descriptor, so that an ordinary user need not.
posix::Fd open_target(const std::string& program) {
  static posix::Fd blocked, lively;
  posix::Fd& kept = program == "blocked" ? blocked : lively;
  if (!kept.open()) kept = posix::open_file(target_path(program), O_RDONLY);
  return posix::Fd(::fcntl(kept.get(), F_DUPFD_CLOEXEC, 100));
}

[[noreturn]] void become(const std::string& program, int file, const std::vector<std::string>& args, int out) {
  ::dup2(out, 1);
  const int null = ::open("/dev/null", O_RDWR);
  ::dup2(null, 0);
  ::close(null);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& arg : args) argv.push_back(const_cast<char*>(arg.c_str()));
  argv.push_back(nullptr);
  ::execv(target_path(program).c_str(), argv.data());
  ::fexecve(file, argv.data(), environ);
  ::_exit(127);
}

}  // namespace

std::string target_path(const std::string& program) { return std::string(IPCLAB_TARGETS) + "/" + program; }

Observed::Observed(const std::string& program, const std::vector<std::string>& args)
    : watch_(observe::Scope::descendants) {
  ::prctl(PR_GET_CHILD_SUBREAPER, &was_subreaper_);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const posix::Fd file = open_target(program);
  auto [read, write] = posix::make_pipe();
  pid_ = ::fork();
  if (pid_ < 0) throw posix::Error("fork");
  if (pid_ == 0) {
    // Descriptors that the test runner holds open would shift the program's own.
    for (int fd = 3; fd < 100; ++fd)
      if (fd != write.get()) ::close(fd);
    become(program, file.get(), args, write.get());
  }
  out_ = std::move(read);
  known.closed_world = true;
  known.timers_known = true;
  known.names[pid_] = "relay";
}

Observed::~Observed() {
  for (;;) {
    const auto all = watch_.processes();
    if (all.empty()) break;
    for (const pid_t pid : all) ::kill(pid, SIGKILL);
    for (const pid_t pid : all) ::waitpid(pid, nullptr, 0);  // not ours: ECHILD, until its parent is gone
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, was_subreaper_);
}

const std::vector<observe::Task>& Observed::asleep() {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (;;) {
    const auto stillness = watch_.look();
    if (stillness == observe::Stillness::asleep) return watch_.tasks();
    if (stillness == observe::Stillness::empty) throw std::runtime_error("the program has ended");
    if (std::chrono::steady_clock::now() > limit) throw std::runtime_error("the program does not come to rest");
    ::sched_yield();
  }
}

std::string Observed::target(pid_t pid, int fd) {
  return posix::read_link("/proc/" + std::to_string(pid) + "/fd/" + std::to_string(fd)).value_or("closed");
}

unsigned long Observed::inode(int fd) const {
  struct stat file {};
  const std::string path = "/proc/" + std::to_string(pid_) + "/fd/" + std::to_string(fd);
  return ::stat(path.c_str(), &file) == 0 ? file.st_ino : 0;
}

const observe::Wait& wait_of(const observe::Standstill& standstill, pid_t tid) {
  for (const observe::Wait& wait : standstill.waits)
    if (wait.task.tid == tid) return wait;
  throw std::runtime_error("no such task");
}

int line_of(const std::string& mark) {
  const auto lines = lines_of(text_of("tests/support/targets/blocked.cpp"));
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].ends_with("//@ " + mark)) return static_cast<int>(i) + 1;
  throw std::runtime_error("no line is marked " + mark);
}

std::string as_ordinary_user(std::string (*body)()) {
  (void)open_target("blocked");  // while we may
  (void)open_target("lively");
  auto [read, write] = posix::make_pipe();
  const pid_t child = ::fork();
  if (child < 0) throw posix::Error("fork");
  if (child == 0) {
    std::string text;
    constexpr unsigned kNobody = 65534;
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
                             ::setresuid(kNobody, kNobody, kNobody) != 0))
      text = "could not become an ordinary user";
    ::prctl(PR_SET_DUMPABLE, 1);  // lost with the change of user
    try {
      if (text.empty()) text = body();
    } catch (const std::exception& problem) {
      text = problem.what();
    }
    if (!text.empty()) (void)!::write(write.get(), text.data(), text.size());
    ::_exit(text.empty() ? 0 : 1);
  }
  write.reset();
  std::string text = posix::read_all(read.get());
  int status = 0;
  ::waitpid(child, &status, 0);
  return status != 0 && text.empty() ? "the child died" : text;
}

}  // namespace ipclab::tests
