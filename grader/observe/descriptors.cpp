#include "observe/descriptors.hpp"

#include "observe/proc.hpp"
#include "observe/tables.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::observe {
namespace {

// What /proc shows of one open descriptor; false when it has just been closed.
bool read_descriptor(const std::string& path, Descriptor& result, bool target_only) {
  struct stat link {};
  const auto target = posix::read_link(path);
  if (!target) return false;
  result.target = *target;
  result.pipe = pipe_inode(result.target);
  if (target_only) return true;
  if (::lstat(path.c_str(), &link) != 0) return false;
  result.reads = (link.st_mode & S_IRUSR) != 0;  // the link's own mode is how the descriptor was opened
  result.writes = (link.st_mode & S_IWUSR) != 0;
  struct stat file {};
  if (result.target.starts_with('/') && ::stat(path.c_str(), &file) == 0 && S_ISFIFO(file.st_mode))
    result.pipe = file.st_ino;
  return true;
}

}  // namespace

bool read_descriptors(const char* directory, std::vector<Descriptor>& result, bool targets_only) {
  std::vector<int> numbers;
  if (!list_numbers(directory, numbers)) return false;
  std::sort(numbers.begin(), numbers.end());
  for (const int number : numbers) {
    Descriptor descriptor;
    descriptor.fd = number;
    if (read_descriptor(std::string(directory) + "/" + std::to_string(number), descriptor, targets_only))
      result.push_back(std::move(descriptor));
  }
  return true;
}

std::optional<Descriptor> read_descriptor(pid_t pid, pid_t tid, int fd) {
  Descriptor descriptor;
  descriptor.fd = fd;
  if (fd < 0 || !read_descriptor(ProcPath(pid, tid, "fd/").c_str() + std::to_string(fd), descriptor, false))
    return std::nullopt;
  return descriptor;
}

std::vector<Descriptor> descriptors(pid_t pid) {
  std::vector<Descriptor> result;
  if (read_descriptors(ProcPath(pid, "fd").c_str(), result) && !result.empty()) return result;
  // The first thread may have ended before the others, and its table with it.
  std::vector<int> threads;
  if (!list_numbers(ProcPath(pid, "task").c_str(), threads)) return result;
  for (const int tid : threads)
    if (result.clear(), read_descriptors(ProcPath(pid, tid, "fd").c_str(), result) && !result.empty()) break;
  return result;
}

unsigned long pipe_inode(const std::string& target) {
  return target.starts_with("pipe:[") ? std::strtoul(target.c_str() + 6, nullptr, 10) : 0;
}

// pidfd_getfd(2) and not open(2) of /proc/PID/fd/N: that would be one more reader or writer of the pipe, and wake
// those who wait for one.
posix::Fd borrow(pid_t pid, int fd) {
  const posix::Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!process.open()) return posix::Fd();
  return posix::Fd(static_cast<int>(::syscall(SYS_pidfd_getfd, process.get(), fd, 0)));
}

PipeFill pipe_fill(pid_t pid, int fd) {
  const posix::Fd end = borrow(pid, fd);
  PipeFill fill;
  if (!end.open()) return fill;
  int bytes = 0;
  if (::ioctl(end.get(), FIONREAD, &bytes) == 0) fill.bytes = bytes;
  if (const int size = ::fcntl(end.get(), F_GETPIPE_SZ); size >= 0) fill.capacity = size;
  return fill;
}

}  // namespace ipclab::observe
