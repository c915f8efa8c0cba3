// Starts processes: the one user of Boost.Process (v1, which every Boost from 1.74 on has; boost.org/libs/process).
// Boost forks, reports a failed exec through a close-on-exec pipe, and lets us run code in the child before exec;
// the child is then detached from Boost and belongs to whoever holds its pid.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

struct Command {
  std::string path;
  std::vector<std::string> args;                     // without argv[0], which is the path
  std::map<std::string, std::string> environment;
  bool inherit_environment = false;                  // start from ours, `environment` on top
};

// What runs in the child between fork and exec: calls of signal-safety(7) only. It reports trouble by returning
// the name of the step that failed (a literal; errno says why), else nullptr.
using BeforeExec = std::function<const char*()>;

// Returns the child's pid. Throws posix::Error when fork, the steps before exec or exec itself fail; no child is
// left then.
[[nodiscard]] pid_t spawn(const Command& command, const BeforeExec& before_exec);

}  // namespace ipclab::world
