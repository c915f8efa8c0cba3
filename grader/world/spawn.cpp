#include "world/spawn.hpp"

#include "posix/error.hpp"
#include "posix/fd.hpp"

#if __has_include(<boost/process/v1/child.hpp>)  // Boost 1.86 and later
#include <boost/process/v1/args.hpp>
#include <boost/process/v1/child.hpp>
#include <boost/process/v1/env.hpp>
#include <boost/process/v1/error.hpp>
#include <boost/process/v1/exe.hpp>
#include <boost/process/v1/extend.hpp>
namespace bp = boost::process::v1;
#else
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/error.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
namespace bp = boost::process;
#endif

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

// What the child tells us before exec: which step failed, and how. Nothing arrives when exec succeeds.
struct Trouble {
  pid_t pid;
  int number;
  char step[48];
};

void end_child(pid_t pid) {
  if (pid <= 0) return;
  ::kill(pid, SIGKILL);
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {}
}

}  // namespace

pid_t spawn(const Command& command, const BeforeExec& before_exec) {
  posix::Pipe report = posix::make_pipe();
  const int report_to = report.write.get();
  bp::environment environment;
  if (command.inherit_environment)
    for (char** entry = environ; *entry != nullptr; ++entry)
      if (const char* equals = std::strchr(*entry, '='); equals != nullptr)
        environment[std::string(static_cast<const char*>(*entry), equals)] = equals + 1;
  for (const auto& [name, value] : command.environment) environment[name] = value;

  pid_t pid = 0;  // as Boost has it, also when exec fails
  std::error_code error;
  bp::child child(
      bp::exe = command.path, bp::args = command.args, environment, error,
      bp::extend::on_error = [&pid](auto& executor, const std::error_code&) { pid = executor.pid; },
      bp::extend::on_exec_setup = [&before_exec, report_to](auto&) {
        if (const char* step = before_exec(); step != nullptr) {
          Trouble trouble{};
          trouble.pid = ::getpid();
          trouble.number = errno;
          std::strncpy(trouble.step, step, sizeof trouble.step - 1);
          if (::write(report_to, &trouble, sizeof trouble) < 0) {}
          // Not _exit: once the filter is in place, exit_group(2) would wait for us to look at it.
          ::kill(trouble.pid, SIGKILL);
        }
      });
  report.write.reset();
  if (error) {
    end_child(pid);
    throw posix::Error("execve", command.path, error.value());
  }
  pid = child.id();
  child.detach();
  Trouble trouble{};
  ssize_t got = 0;
  do got = ::read(report.read.get(), &trouble, sizeof trouble);
  while (got < 0 && errno == EINTR);
  if (got == static_cast<ssize_t>(sizeof trouble)) {
    end_child(pid);
    throw posix::Error(trouble.step, "before exec of " + command.path, trouble.number);
  }
  return pid;
}

}  // namespace ipclab::world
