// The folder of a world that has no file system of its own. It belongs to a host, which holds a lock on it (flock(2)):
// a folder without one was left by a host that was killed, and is removed by the next.
#pragma once
#include "posix/fd.hpp"
#include <string>

namespace ipclab::world {

class TemporaryFolder {
 public:
  // In TMPDIR or /tmp. Throws posix::Error.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  posix::Fd lock_;
};

// With all that is in it; what cannot be removed stays.
void remove_folder(const std::string& path);
// Folders of this user that no living host holds: ends what still runs in them, then removes them and, where the
// programs had a user of their own, their IPC objects.
void remove_stale_folders();

}  // namespace ipclab::world
