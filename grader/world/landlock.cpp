#include "world/landlock.hpp"

#include "posix/error.hpp"
#include "world/mounts.hpp"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

// As the newest kernels know it; older ones take the first members only.
struct RulesetAttributes {
  std::uint64_t files, network, scoped;
};
constexpr std::uint64_t kScopeAbstractSockets = 1, kScopeSignals = 2;

constexpr std::uint64_t kReadAndRun = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kAllOfAbi1 = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

void allow(int ruleset, const std::string& path, std::uint64_t access) {
  const auto folder = posix::try_open(path, O_PATH);
  if (!folder) return;  // what is not there needs no rule
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = folder->get();
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) throw posix::Error("landlock_add_rule", path);
}

}  // namespace

LandlockRules make_landlock(const std::string& folder, bool hide_signals) {
  LandlockRules rules;
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return rules;
  rules.hides_signals = hide_signals && abi >= 6;
  const std::uint64_t scopes = kScopeAbstractSockets | (hide_signals ? kScopeSignals : 0);
  const RulesetAttributes attributes{kAllOfAbi1, 0, abi >= 6 ? scopes : 0};
  const std::size_t size = abi >= 6 ? sizeof attributes : sizeof attributes.files;
  rules.ruleset = posix::Fd(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, size, 0)));
  if (!rules.ruleset.open()) throw posix::Error("landlock_create_ruleset");
  const int ruleset = rules.ruleset.get();
  for (const char* path : {"/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/etc"}) allow(ruleset, path, kReadAndRun);
  allow(ruleset, "/proc", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
  for (const char* device : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"})
    allow(ruleset, device, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  for (const std::string& path : {folder + kWorkFolder, folder + "/tmp", std::string("/dev/shm"), std::string("/dev/mqueue")})
    allow(ruleset, path, kAllOfAbi1);
  allow(ruleset, folder + kProgramFolder, kReadAndRun);
  allow(ruleset, folder + kSharedFolder, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
  return rules;
}

}  // namespace ipclab::world
