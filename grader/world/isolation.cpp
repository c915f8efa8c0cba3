#include "world/isolation.hpp"

#include "posix/error.hpp"
#include "world/host.hpp"
#include "world/inventory.hpp"
#include "world/pool.hpp"

#include <cerrno>
#include <cstdlib>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

// Makes one world of this kind and throws it away: the trouble met, or nothing.
std::string try_tier(Isolation isolation) {
  std::string trouble;
  Pool pool(isolation, 1);
  pool.submit({std::string(kProbe), {}}, [&trouble](const Reply& reply) { trouble = reply.trouble; });
  pool.run();
  return trouble;
}

// With the calls watched if the kernel lets us, else without.
std::string settle(Isolation& isolation) {
  isolation.calls_watched = true;
  const std::string watched = try_tier(isolation);
  if (watched.empty()) return "";
  isolation.calls_watched = false;
  if (!try_tier(isolation).empty()) return watched;
  isolation.weaker.push_back("Timers cannot be watched here (" + watched + "), so nothing can be proven blocked for ever.");
  return "";
}

void say_what_is_weaker(Isolation& isolation) {
  if (isolation.tier != Tier::reduced) return;
  isolation.weaker.push_back("No namespaces (" + isolation.because + "): the programs see this machine's processes and IPC objects; one world at a time.");
  if (!queues_can_be_seen()) isolation.weaker.push_back("No file system of POSIX message queues at /dev/mqueue: programs cannot make any.");
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1)
    isolation.weaker.push_back("No Landlock: the programs can read whatever " + std::string(::geteuid() == 0 ? "everybody" : "you") + " can read.");
}

}  // namespace

std::string_view name(Tier tier) {
  switch (tier) {
    case Tier::root: return "root";
    case Tier::user: return "user";
    case Tier::reduced: return "reduced";
  }
  return "?";
}

Isolation probe() {
  const char* asked = std::getenv("IPCLAB_TIER");
  const std::string_view wanted = asked != nullptr ? asked : "";
  std::string because;
  for (const Tier tier : {Tier::root, Tier::user, Tier::reduced}) {
    if (!wanted.empty() && wanted != name(tier)) continue;
    if (tier == Tier::root && ::geteuid() != 0) {
      if (wanted == "root") throw posix::Error("IPCLAB_TIER=root", "needs root", EPERM);
      continue;
    }
    Isolation isolation;
    isolation.tier = tier;
    isolation.because = tier == Tier::reduced && because.empty() ? "as asked by IPCLAB_TIER" : because;
    const std::string trouble = settle(isolation);
    if (trouble.empty()) {
      say_what_is_weaker(isolation);
      return isolation;
    }
    because = trouble;
  }
  if (because.empty()) throw posix::Error("IPCLAB_TIER", "is root, user or reduced, not \"" + std::string(wanted) + "\"", EINVAL);
  throw posix::Error("no world can be made here", "(" + because + ")", 0);
}

}  // namespace ipclab::world
