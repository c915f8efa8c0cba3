// What happens in a student's process between fork and exec: a fixed list of system calls on data prepared before
// (signal-safety(7)), in an order where each step is still allowed to do what it must.
#pragma once
#include <array>
#include <linux/filter.h>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>
#include <vector>

namespace ipclab::world {

struct Confinement {
  int in = -1, out = -1, err = -1;      // become 0, 1, 2
  std::string directory;                // working directory
  std::vector<std::pair<int, rlimit>> limits;
  std::vector<int> blocked, ignored;    // signals
  uid_t user = 0;                       // change to this user and group; 0: stay
  bool user_namespace = false;          // or enter a nested user namespace, where we are user 1000
  std::string uid_map, gid_map;         // for that
  bool die_with_parent = false;         // PR_SET_PDEATHSIG: where no process namespace ends it
  int landlock = -1;                    // ruleset to enforce, landlock(7); -1: none
  std::vector<sock_filter> filter;      // seccomp program; empty: none
  int listener_to = -1;                 // unix socket that gets the filter's listener; -1: no notification asked for
};

// Returns the name of the step that failed (errno says why), or nullptr.
const char* confine(const Confinement& plan) noexcept;

}  // namespace ipclab::world
