// The parts of which the worlds make up their leftovers.
#pragma once
#include "world/leftovers.hpp"

namespace ipclab::world {

// The named processes as they are now; those that have gone meanwhile are left out.
[[nodiscard]] std::vector<LeftProcess> left_processes(const std::vector<pid_t>& pids);
// All System V and POSIX IPC objects that this process can see.
[[nodiscard]] std::vector<LeftObject> ipc_objects();
// FIFOs, sockets and files below a folder.
[[nodiscard]] std::vector<LeftObject> files_below(const std::string& folder);
// Explicitly, by id or name: an IPC namespace frees its memory only some time after its end.
void remove_ipc_object(const LeftObject& object);

}  // namespace ipclab::world
