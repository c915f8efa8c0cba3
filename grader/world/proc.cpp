#include "world/proc.hpp"

#include "posix/fd.hpp"

#include <algorithm>
#include <cstdlib>
#include <dirent.h>
#include <memory>

namespace ipclab::world {

std::optional<ProcessStat> process_stat(pid_t pid) {
  const auto text = posix::read_file("/proc/" + std::to_string(pid) + "/stat", 4096);
  if (!text) return std::nullopt;
  // "pid (comm) S ppid": comm may itself hold blanks and parentheses, so look for the last one.
  const auto open = text->find('(');
  const auto close = text->rfind(')');
  if (open == std::string::npos || close == std::string::npos || close + 4 > text->size()) return std::nullopt;
  ProcessStat stat;
  stat.pid = pid;
  stat.command = text->substr(open + 1, close - open - 1);
  stat.state = (*text)[close + 2];
  char* after = nullptr;  // "ppid pgrp session"
  stat.parent = static_cast<pid_t>(std::strtol(text->c_str() + close + 4, &after, 10));
  std::strtol(after, &after, 10);
  stat.session = static_cast<pid_t>(std::strtol(after, nullptr, 10));
  return stat;
}

std::vector<pid_t> numeric_entries(const std::string& folder) {
  std::vector<pid_t> entries;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(folder.c_str()), ::closedir);
  if (directory == nullptr) return entries;
  while (const dirent* entry = ::readdir(directory.get()))
    if (const pid_t number = std::atoi(entry->d_name); number > 0) entries.push_back(number);
  std::sort(entries.begin(), entries.end());
  return entries;
}

namespace {
void collect(pid_t pid, std::vector<pid_t>& found) {
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
  for (const pid_t task : numeric_entries(tasks)) {
    const auto text = posix::read_file(tasks + "/" + std::to_string(task) + "/children");
    if (!text) continue;
    const char* at = text->c_str();
    for (char* after = nullptr;; at = after) {
      const long child = std::strtol(at, &after, 10);
      if (after == at) break;
      found.push_back(static_cast<pid_t>(child));
      collect(static_cast<pid_t>(child), found);
    }
  }
}
}  // namespace

std::vector<pid_t> descendants_of(pid_t pid) {
  std::vector<pid_t> found;
  collect(pid, found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

pid_t process_of(pid_t tid) {
  const std::string status = posix::read_file("/proc/" + std::to_string(tid) + "/status", 4096).value_or("");
  const auto at = status.find("\nTgid:");
  return at == std::string::npos ? tid : std::atoi(status.c_str() + at + 6);
}

}  // namespace ipclab::world
