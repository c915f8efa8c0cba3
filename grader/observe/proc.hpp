// Readers for /proc (proc(5)): small, allocation-free where they are on the path of a proof. Absence of a process
// is not an error: it is std::nullopt, or an empty list.
#pragma once
#include "observe/watch.hpp"
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace ipclab::observe {

// A path below /proc, built without allocating.
struct ProcPath {
  std::array<char, 64> text{};
  ProcPath(pid_t pid, const char* file);             // /proc/PID/file
  ProcPath(pid_t pid, pid_t tid, const char* file);  // /proc/PID/task/TID/file
  [[nodiscard]] const char* c_str() const { return text.data(); }
};

// Reads up to `size` - 1 bytes and ends them with a zero byte; -1 with errno when the file cannot be read.
ssize_t read_small(const char* path, char* buffer, std::size_t size);
ssize_t reread(int fd, char* buffer, std::size_t size);  // from the start of an open file

// One line of /proc/T/syscall. `in_call` false: "running". call -1: not in a call (stopped, or ended).
struct SyscallLine {
  bool in_call = false;
  long call = -1;
  std::array<unsigned long, 6> args{};
  unsigned long sp = 0, pc = 0;
  bool operator==(const SyscallLine&) const = default;
};
[[nodiscard]] std::optional<SyscallLine> parse_syscall(const char* line);

// The third number of schedstat: how often the task was put on a CPU.
[[nodiscard]] std::optional<std::uint64_t> parse_runs(const char* schedstat);

struct Stat { char state = 'X'; pid_t parent = 0; };
[[nodiscard]] std::optional<Stat> parse_stat(const char* stat);
[[nodiscard]] std::optional<Stat> read_stat(pid_t pid);

// Numeric entries of a directory (process ids, thread ids, descriptors), in the kernel's order. False when it
// could not be read to its end.
bool list_numbers(const char* directory, std::vector<int>& numbers);
// An open directory, from its start, or from `begin`, which is set to where the number 1 stood: no number stands before
// that, and in /proc some sixty other names do.
bool list_numbers(int directory, std::vector<int>& numbers, std::int64_t* begin = nullptr);
// Appends the children of all threads of a process (or of one thread, if tid is given).
bool list_children(pid_t pid, std::vector<int>& children);
bool list_children(pid_t pid, pid_t tid, std::vector<int>& children);

// Signal sets of /proc/T/status: bit 0 is signal 1.
struct Signals { std::uint64_t pending = 0, blocked = 0, ignored = 0, caught = 0; };
[[nodiscard]] std::optional<Signals> read_signals(pid_t pid, pid_t tid);

struct Mapping {
  unsigned long start = 0, end = 0, offset = 0, inode = 0;
  bool executable = false, shared = false;
  std::string path;  // "/usr/lib/…", "[stack]", "/SYSV00000000 (deleted)"; empty: anonymous
};
[[nodiscard]] std::vector<Mapping> read_mappings(pid_t pid);

[[nodiscard]] std::string command_of(pid_t pid);  // comm; empty when it is gone

}  // namespace ipclab::observe
