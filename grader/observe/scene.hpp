// What judge() and explain() look at: the tasks of one standstill and, read once and when first asked for, the
// descriptor tables, memory maps and children of their processes. Everybody sleeps, so nothing of it changes.
#pragma once
#include "observe/descriptors.hpp"
#include "observe/proc.hpp"
#include "observe/standstill.hpp"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ipclab::observe {

class Scene {
 public:
  Scene(const std::vector<Task>& tasks, const Known& known);

  [[nodiscard]] const std::vector<Task>& tasks() const { return tasks_; }
  [[nodiscard]] const Known& known() const { return known_; }
  [[nodiscard]] const std::set<pid_t>& processes() const { return processes_; }
  [[nodiscard]] bool in_world(pid_t pid) const { return processes_.contains(pid); }
  [[nodiscard]] const Task* find_thread(pid_t tid) const;  // null when no task has this id
  // Threads of one process that sleep here.
  [[nodiscard]] std::vector<const Task*> threads_of(pid_t pid) const;

  // Null when the table is closed to us. Targets only: no directions, no inodes of FIFOs.
  const std::vector<Descriptor>* table(pid_t pid);
  const std::vector<Mapping>& mappings(pid_t pid);
  const Mapping* mapping_at(pid_t pid, unsigned long address);
  const std::vector<int>& children(pid_t pid);  // zombies too

  // Who has `pipe` open (same inode, same kind): in the world, and in an open world everywhere we may look, but
  // never this process itself.
  std::vector<Holder> holders(const Descriptor& pipe);
  // Descriptors of this process for it: the grader's ends.
  std::vector<Holder> own_ends(const Descriptor& pipe);
  // In an open world: true when some process holds a socket, and so may have passed descriptors on.
  bool may_have_passed_descriptors();

  // "relay", "relay's child", "sh (7)"; with the thread when the process has several: "thread 9 of relay".
  std::string name(pid_t pid);
  std::string name(const Task& task);
  // "thread 1 of pool" where that is known, else "thread 9".
  [[nodiscard]] std::string name_of_thread(pid_t tid) const;

 private:
  struct Table { bool readable = false, whole = false; std::vector<Descriptor> descriptors; };
  Table& load(pid_t pid, bool whole);

  const std::vector<Task>& tasks_;
  const Known& known_;
  std::set<pid_t> processes_;
  std::map<pid_t, Table> tables_;
  std::map<pid_t, std::vector<Mapping>> mappings_;
  std::map<pid_t, std::vector<int>> children_;
  std::optional<std::vector<pid_t>> outside_;
};

// Both are ends of one pipe or FIFO.
[[nodiscard]] bool same_pipe(const Descriptor& a, const Descriptor& b);

// A reason why a sleep may still end.
struct Doubt {
  std::string why;     // a sentence
  bool timed = false;  // time alone may end it
  bool outside = false;  // only a process outside of the world may end it
};

// What speaks against `task` sleeping for ever, judged by itself; nothing: only another task could end its sleep.
[[nodiscard]] std::optional<Doubt> doubt_about(const Task& task, Scene& scene);
// What speaks against it in the processes as a whole: timers, things that act without a task.
[[nodiscard]] std::vector<Doubt> doubts_about_processes(Scene& scene);
// The path and flags of a blocked open(2).
struct Opening {
  std::string path;            // as the program gave it
  std::string seen_from_here;  // the same file below /proc/T/cwd, /proc/T/root or /proc/T/fd
  int flags = 0;
};
[[nodiscard]] std::optional<Opening> opening(const Task& task);
// The descriptors that a poll, select or epoll waits for; nothing when they cannot be read.
[[nodiscard]] std::optional<std::vector<int>> polled(const Task& task);
// The members of an epoll(7) set: fdinfo names them by the number they had when they were added, and by inode.
struct Member { int fd = -1; unsigned long inode = 0; };
[[nodiscard]] std::optional<std::vector<Member>> epoll_members(const Task& task, int fd);

}  // namespace ipclab::observe
