// How far a world can be closed on this machine, found out by doing, not by version.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace ipclab::world {

enum class Tier {
  root,     // all namespaces, made as root; the student's program runs under a user id of its own
  user,     // the same through an unprivileged user namespace (user_namespaces(7))
  reduced,  // no namespaces: a subreaper, limits, Landlock where there is, a lock around System V checks
};
[[nodiscard]] std::string_view name(Tier tier);

struct Isolation {
  Tier tier = Tier::reduced;
  std::string because;                 // tier reduced: which step the kernel refused, and with what
  bool calls_watched = false;          // seccomp(2) user notification: timers and exits are seen at the call
  std::vector<std::string> weaker;     // what this machine cannot do, a sentence each; printed in every report
};

// Makes one world of the best tier (or, with IPCLAB_TIER=root|user|reduced in the environment, of that tier) and
// throws it away. About 5 ms. Throws posix::Error when the tier asked for cannot be had.
[[nodiscard]] Isolation probe();

}  // namespace ipclab::world
