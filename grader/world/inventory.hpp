// The parts of which the worlds make up their leftovers, and how they go.
#pragma once
#include "world/leftovers.hpp"
#include <optional>
#include <set>

namespace ipclab::world {

// The named processes as they are now; those that have gone meanwhile are left out.
[[nodiscard]] std::vector<LeftProcess> left_processes(const std::vector<pid_t>& pids);
// All System V and POSIX IPC objects that this process can see.
[[nodiscard]] std::vector<LeftObject> ipc_objects();
// Whether POSIX message queues are among them: they can only be listed where their file system is mounted
// (mq_overview(7)).
[[nodiscard]] bool queues_can_be_seen();
// FIFOs, sockets and files below a folder.
[[nodiscard]] std::vector<LeftObject> files_below(const std::string& folder);

// The IPC objects that the programs of one world have made: all that were not there before.
class NewObjects {
 public:
  // Where others have objects too, only those of `owner` can be a world's.
  explicit NewObjects(std::optional<uid_t> owner);
  [[nodiscard]] std::vector<LeftObject> found() const;
  // Explicitly, by id or name: an IPC namespace frees its memory only some time after its end.
  void remove() const;

 private:
  std::optional<uid_t> owner_;
  std::set<std::string> before_;
};

void remove_all_objects_of(uid_t owner);

// Without a process namespace: ends and reaps every descendant of this process, which must be their subreaper
// (PR_SET_CHILD_SUBREAPER, prctl(2)).
void end_descendants();

}  // namespace ipclab::world
