// world/spawn.hpp: what starts is known by its pid, what does not start is an error with its errno.
#include "support/catch.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "world/spawn.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ipclab;
using Catch::Matchers::ContainsSubstring;
using world::Command;
using world::spawn;

namespace {

const char* nothing_to_do() { return nullptr; }

int status_of(pid_t pid) {
  int status = 0;
  return ::waitpid(pid, &status, 0) == pid ? status : -1;
}

bool no_child_is_left() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

int number_of_error(const Command& command, const world::BeforeExec& before, std::string* text = nullptr) {
  try {
    (void)spawn(command, before);
  } catch (const posix::Error& error) {
    if (text != nullptr) *text = error.what();
    return error.number();
  }
  return 0;
}

}  // namespace

TEST_CASE("a spawned process has its arguments and exactly the environment it was given") {
  auto [read, write] = posix::make_pipe();
  Command command;
  command.path = "/bin/sh";
  command.args = {"-c", "echo \"$0 $1\"; env", "a b", "*"};
  command.environment = {{"ONE", "1"}};
  const int to = write.get();
  const pid_t pid = spawn(command, [to]() -> const char* { return ::dup2(to, 1) == 1 ? nullptr : "dup2"; });
  write.reset();
  const std::string text = posix::read_all(read.get());
  CHECK(status_of(pid) == 0);
  CHECK_THAT(text, ContainsSubstring("a b *\n") && ContainsSubstring("ONE=1\n"));
  CHECK(text.find("HOME=") == std::string::npos);
}

TEST_CASE("a program that is not there is ENOENT, and no child is left") {
  std::string text;
  CHECK(number_of_error({"/nowhere/program", {}, {}, false}, nothing_to_do, &text) == ENOENT);
  CHECK_THAT(text, ContainsSubstring("execve") && ContainsSubstring("/nowhere/program"));
  CHECK(no_child_is_left());
}

TEST_CASE("a file that is no program is ENOEXEC or EACCES, and no child is left") {
  CHECK(number_of_error({"/etc/passwd", {}, {}, false}, nothing_to_do) == EACCES);
  CHECK(no_child_is_left());
}

TEST_CASE("a step before exec that fails is an error with its name and errno, and no child is left") {
  std::string text;
  const auto step = []() -> const char* {
    errno = ELOOP;
    return "chdir";
  };
  CHECK(number_of_error({"/bin/true", {}, {}, false}, step, &text) == ELOOP);
  CHECK_THAT(text, ContainsSubstring("chdir before exec of /bin/true"));
  CHECK(no_child_is_left());
}

TEST_CASE("a child killed before exec is told by its status") {
  const auto step = []() -> const char* {
    ::raise(SIGKILL);
    return nullptr;
  };
  // Nobody told which step failed; the pid that comes back is dead, and its status says why.
  const pid_t pid = spawn({"/bin/true", {}, {}, false}, step);
  CHECK(WTERMSIG(status_of(pid)) == SIGKILL);
  CHECK(no_child_is_left());
}

TEST_CASE("a spawned process inherits none of our close-on-exec descriptors") {
  auto [read, write] = posix::make_pipe();
  const int to = write.get();
  Command command;
  command.path = "/bin/sh";
  command.args = {"-c", "ls /proc/self/fd | wc -l"};
  command.environment = {{"PATH", "/usr/bin:/bin"}};
  const pid_t pid = spawn(command, [to]() -> const char* { return ::dup2(to, 1) == 1 ? nullptr : "dup2"; });
  write.reset();
  const int open = std::atoi(posix::read_all(read.get()).c_str());
  CHECK(status_of(pid) == 0);
  int ours = 0;
  for (int fd = 0; fd < 1024; ++fd)
    if (const int flags = ::fcntl(fd, F_GETFD); flags >= 0 && (flags & FD_CLOEXEC) == 0) ++ours;
  CHECK(open == ours + 1);  // and the folder that ls reads
}
