// What a blocked call was asked for, read from the caller's memory.
#include "observe/calls.hpp"
#include "observe/memory.hpp"
#include "observe/scene.hpp"
#include "posix/fd.hpp"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/syscall.h>

namespace ipclab::observe {
namespace {

constexpr unsigned long kMost = 4096;  // descriptors that we look at

std::optional<std::vector<int>> of_poll(const Task& task) {
  const unsigned long count = task.args[1];
  if (count > kMost) return std::nullopt;
  std::vector<pollfd> array(count);
  if (count > 0 && !peek(task.tid, task.args[0], array.data(), count * sizeof(pollfd))) return std::nullopt;
  std::vector<int> result;
  for (const pollfd& entry : array)
    if (entry.fd >= 0) result.push_back(entry.fd);
  return result;
}

// The kernel reads only whole words up to the highest descriptor, not a whole fd_set (select(2)).
std::optional<std::vector<int>> of_select(const Task& task) {
  const auto count = static_cast<unsigned long>(static_cast<int>(task.args[0]));
  if (count > kMost) return std::nullopt;
  std::array<unsigned long, kMost / 64> wanted{};
  const std::size_t words = (count + 63) / 64;
  for (std::size_t set = 1; set <= 3; ++set) {
    std::array<unsigned long, kMost / 64> bits{};
    if (task.args.at(set) == 0 || words == 0) continue;
    if (!peek(task.tid, task.args.at(set), bits.data(), words * sizeof bits[0])) return std::nullopt;
    for (std::size_t i = 0; i < words; ++i) wanted.at(i) |= bits.at(i);
  }
  std::vector<int> result;
  for (std::size_t fd = 0; fd < count; ++fd)
    if ((wanted.at(fd / 64) >> (fd % 64) & 1U) != 0) result.push_back(static_cast<int>(fd));
  return result;
}

}  // namespace

std::optional<std::vector<int>> polled(const Task& task) {
  const Call* call = find_call(task.call);
  if (call == nullptr) return std::nullopt;
  switch (call->waits) {
    case Waits::poll: return of_poll(task);
    case Waits::select: return of_select(task);
    case Waits::epoll: return std::vector<int>{descriptor_of(task)};
    default: return std::nullopt;
  }
}

std::optional<std::vector<Member>> epoll_members(const Task& task, int fd) {
  const auto info = posix::read_file(ProcPath(task.pid, task.tid, "fdinfo/").c_str() + std::to_string(fd));
  if (!info) return std::nullopt;
  std::vector<Member> result;
  for (std::size_t at = 0; (at = info->find("tfd:", at)) != std::string::npos; ++at) {
    Member member;
    const std::size_t inode = info->find("ino:", at);
    if (std::sscanf(info->c_str() + at, "tfd: %d", &member.fd) != 1 || inode == std::string::npos ||
        std::sscanf(info->c_str() + inode, "ino:%lx", &member.inode) != 1)
      return std::nullopt;
    result.push_back(member);
  }
  return result;
}

std::optional<Opening> opening(const Task& task) {
  bool relative_to_directory = true;  // openat(2): the path is the second argument
#ifdef SYS_open
  if (task.call == SYS_open || task.call == SYS_creat) relative_to_directory = false;
#endif
  const auto path = peek_string(task.tid, task.args.at(relative_to_directory ? 1 : 0));
  if (!path || path->empty()) return std::nullopt;
  Opening result;
  result.path = *path;
  result.flags = static_cast<int>(task.args.at(relative_to_directory ? 2 : 1));
#ifdef SYS_creat
  if (task.call == SYS_creat) result.flags = O_WRONLY;
#endif
#ifdef SYS_openat2
  if (task.call == SYS_openat2)
    result.flags = static_cast<int>(peek<unsigned long>(task.tid, task.args[2]).value_or(0));
#endif
  const int directory = static_cast<int>(task.args[0]);
  if (path->front() == '/') result.seen_from_here = ProcPath(task.pid, task.tid, "root").c_str() + *path;
  else if (relative_to_directory && directory != AT_FDCWD)
    result.seen_from_here = ProcPath(task.pid, task.tid, "fd/").c_str() + std::to_string(directory) + "/" + *path;
  else result.seen_from_here = std::string(ProcPath(task.pid, task.tid, "cwd/").c_str()) + *path;
  return result;
}

}  // namespace ipclab::observe
