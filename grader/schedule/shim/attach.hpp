#pragma once

namespace ipclab::shim {

// The point `exit`, once for each process: by _exit(2), by exit(3), by the end of main.
void last_point(const void* from);

}  // namespace ipclab::shim
