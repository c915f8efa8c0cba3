// The file system that a world shows: a read-only root with the system's programs and libraries, and small
// file systems of its own for everything that can be written. Nothing of the user's is in it.
#pragma once
#include <string>

namespace ipclab::world {

// In the host, once: enters a mount namespace made before (unshare(2)), builds the root and pivots into it.
// Throws posix::Error.
void build_template();
// In each init: fresh /lab, /tmp, /prog, /dev/shm, /dev/mqueue and /proc, in a mount namespace of its own.
// `student`: the user that owns /lab. Caps the IPC objects of the world, and makes /proc/sys read-only: where the
// student's user is the one that owns the namespaces, the kernel would let it change them. Throws posix::Error.
void mount_fresh(unsigned student);
// Whether /prog can be written: only while programs are put there, for the same reason.
void open_programs(bool writable);

// A small file system for files that the grader shares with the programs.
void mount_shared();

inline constexpr const char* kSharedFolder = "/run";
inline constexpr const char* kWorkFolder = "/lab";
inline constexpr const char* kProgramFolder = "/prog";

}  // namespace ipclab::world
