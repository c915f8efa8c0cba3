// Descriptor tables as /proc/PID/fd shows them.
#pragma once
#include <string>
#include <sys/types.h>
#include <vector>

namespace ipclab::observe {

struct Descriptor {
  int fd = -1;
  std::string target;       // "pipe:[8812]", "/tmp/fifo", "anon_inode:[eventfd]"
  bool reads = false, writes = false;
  unsigned long pipe = 0;   // inode when it is a pipe or FIFO, else 0
};

// Ascending by fd; empty when the process is gone or closed to us.
[[nodiscard]] std::vector<Descriptor> descriptors(pid_t pid);
// "pipe:[8812]" -> 8812; 0 when it is no pipe.
[[nodiscard]] unsigned long pipe_inode(const std::string& target);
// Bytes now waiting in the pipe behind an open descriptor (FIONREAD) and its capacity (F_GETPIPE_SZ), -1 when unknown.
struct PipeFill { long bytes = -1, capacity = -1; };
[[nodiscard]] PipeFill pipe_fill(pid_t pid, int fd);

}  // namespace ipclab::observe
