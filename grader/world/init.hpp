// The World as its init sees it. One class for all tiers: what differs is how it was entered and how it is cleared.
#pragma once
#include "world/confine.hpp"
#include "world/inside.hpp"
#include <memory>
#include <unistd.h>

namespace ipclab::world {

// As root the programs run as this user or one above it: far above the ids that systems hand out, and one a host, for
// RLIMIT_NPROC counts per user.
inline constexpr unsigned kFirstStudent = 1'800'000'000;

// What the host has settled before any world is made.
struct Setting {
  Isolation isolation;
  std::vector<sock_filter> filter;  // made once: libseccomp takes a millisecond or two
  unsigned student = 0;     // user id of the programs in the tiers root and reduced (as root); 0: the caller's own
  [[nodiscard]] uid_t programs_user() const { return student != 0 ? student : ::geteuid(); }
  unsigned already = 0;     // reduced tier, own user: tasks that this user has running outside; RLIMIT_NPROC counts them too
};

// In the init, right after clone(2) with the namespaces of the tier: mounts what is its own.
// `control`: the way back to the host. Throws posix::Error.
[[nodiscard]] std::unique_ptr<World> enter_closed_world(const Setting& setting, int control);
// Without namespaces: a temporary folder, a subreaper, Landlock where the kernel has it. Throws posix::Error.
[[nodiscard]] std::unique_ptr<World> enter_reduced_world(const Setting& setting, int control, const std::string& folder);

}  // namespace ipclab::world
