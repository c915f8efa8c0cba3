// Descriptor tables, the room's own half of descriptors.hpp.
#pragma once
#include "observe/descriptors.hpp"
#include "posix/fd.hpp"
#include <optional>
#include <vector>

namespace ipclab::observe {

// Every descriptor in a directory of /proc ("/proc/7/fd"); false when it cannot be listed. With `targets_only`
// directions and the inodes of FIFOs are left out: half the system calls.
bool read_descriptors(const char* directory, std::vector<Descriptor>& result, bool targets_only = false);
// One descriptor of one thread; nothing when it is not open, or closed to us.
[[nodiscard]] std::optional<Descriptor> read_descriptor(pid_t pid, pid_t tid, int fd);
// A descriptor of ours for the open file behind another process's; not open where the kernel refuses.
[[nodiscard]] posix::Fd borrow(pid_t pid, int fd);

}  // namespace ipclab::observe
