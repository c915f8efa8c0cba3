// Landlock (landlock(7)): a process gives up access to files for good, without being root.
#pragma once
#include "posix/fd.hpp"
#include <string>

namespace ipclab::world {

struct LandlockRules {
  posix::Fd ruleset;          // for landlock_restrict_self(2); not open when the kernel has none
  bool hides_signals = false; // from ABI 6 on: no signals to processes outside
};

// Programs may read the system and themselves, and read and write in the working and the temporary folder of the
// world below `folder` and in /dev/shm; nothing else. `hide_signals`: no signals either, and that also keeps the programs
// of one world apart, for each of them enters by itself; not needed where the filter polices them. Throws posix::Error.
[[nodiscard]] LandlockRules make_landlock(const std::string& folder, bool hide_signals);

}  // namespace ipclab::world
