#include "world/temporary.hpp"

#include "posix/error.hpp"
#include "world/init.hpp"
#include "world/inventory.hpp"
#include "world/mounts.hpp"
#include "world/proc.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::world {
namespace {

constexpr const char* kName = "ipclab-world-";
constexpr int kLongestFarewell = 2000;  // ms; a process that was killed may take a while, and blocks nobody for longer

std::string place() {
  const char* asked = std::getenv("TMPDIR");
  return asked != nullptr && *asked == '/' ? asked : "/tmp";
}

// The folder's lock, when nobody has it.
std::optional<posix::Fd> lock(const std::string& path) {
  auto folder = posix::try_open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!folder || ::flock(folder->get(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  struct stat info {};
  if (::fstat(folder->get(), &info) != 0 || info.st_nlink == 0 || info.st_uid != ::geteuid()) return std::nullopt;
  return folder;
}

bool runs_in(pid_t pid, const std::string& folder) {
  for (const char* link : {"/exe", "/cwd"})
    if (posix::read_link("/proc/" + std::to_string(pid) + link).value_or("").starts_with(folder + "/")) return true;
  return false;
}

void end_all_in(const std::string& folder) {
  for (const pid_t pid : numeric_entries("/proc")) {
    if (!runs_in(pid, folder)) continue;
    const posix::Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    // Once more, now that the number cannot change its meaning (pidfd_open(2)).
    if (!process.open() || !runs_in(pid, folder)) continue;
    ::syscall(SYS_pidfd_send_signal, process.get(), SIGKILL, nullptr, 0);
    pollfd end{process.get(), POLLIN, 0};
    ::poll(&end, 1, kLongestFarewell);
  }
}

// The user that owned the world's programs, when it was one made for them (world/init.hpp); no object of such a user is
// anybody else's. What an ordinary user's world left cannot be told from what that user made elsewhere: it stays.
void remove_objects_of_programs_in(const std::string& folder) {
  struct stat info {};
  if (::lstat((folder + kWorkFolder).c_str(), &info) == 0 && info.st_uid >= kFirstStudent) remove_all_objects_of(info.st_uid);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  for (;;) {
    path_ = place() + "/" + kName + "XXXXXX";
    if (::mkdtemp(path_.data()) == nullptr) throw posix::Error("mkdtemp", path_);
    // Until it is locked, another host may take it for a stale one, and then it is gone.
    if (auto got = lock(path_)) {
      lock_ = std::move(*got);
      break;
    }
  }
  if (::chmod(path_.c_str(), 0755) != 0) throw posix::Error("chmod", path_);
}

TemporaryFolder::~TemporaryFolder() { remove_folder(path_); }

void remove_folder(const std::string& path) {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

void remove_stale_folders() {
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator(place(), trouble)) {
    const std::string path = entry.path().string();
    if (!entry.path().filename().string().starts_with(kName)) continue;
    if (const auto held = lock(path)) {
      end_all_in(path);
      remove_objects_of_programs_in(path);
      remove_folder(path);
    }
  }
}

}  // namespace ipclab::world
