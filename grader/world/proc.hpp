// The few facts about processes that this room needs from /proc (proc(5)).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

struct ProcessStat {
  pid_t pid = 0, parent = 0, session = 0;
  std::string command;  // comm: at most 15 characters
  char state = '?';     // R S D T t Z X
};

// Nothing when the process is gone.
[[nodiscard]] std::optional<ProcessStat> process_stat(pid_t pid);
// The process that a thread belongs to; the same number when it has gone.
[[nodiscard]] pid_t process_of(pid_t tid);
// Every numeric entry of a folder such as /proc or /proc/PID/task, ascending.
[[nodiscard]] std::vector<pid_t> numeric_entries(const std::string& folder);
// The children of all threads of a process (/proc/PID/task/*/children), and theirs, ascending.
[[nodiscard]] std::vector<pid_t> descendants_of(pid_t pid);

}  // namespace ipclab::world
