#include "observe/proc.hpp"

#include "posix/fd.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ipclab::observe {
namespace {

// Skips blanks and reads an unsigned number; null when there is none.
const char* number(const char* text, unsigned long& value, int base) {
  while (*text == ' ' || *text == '\t') ++text;
  char* end = nullptr;
  value = std::strtoul(text, &end, base);
  return end == text ? nullptr : end;
}

int positive(const char* name) {
  if (*name < '0' || *name > '9') return -1;
  return static_cast<int>(std::strtol(name, nullptr, 10));
}

// getdents64(2) itself: readdir(3) allocates a buffer of 32 KiB for each directory.
struct Entry {
  std::uint64_t inode;
  std::int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[1];
};

}  // namespace

ProcPath::ProcPath(pid_t pid, const char* file) {
  std::snprintf(text.data(), text.size(), "/proc/%d/%s", pid, file);
}

ProcPath::ProcPath(pid_t pid, pid_t tid, const char* file) {
  std::snprintf(text.data(), text.size(), "/proc/%d/task/%d/%s", pid, tid, file);
}

ssize_t reread(int fd, char* buffer, std::size_t size) {
  const ssize_t n = ::pread(fd, buffer, size - 1, 0);
  if (n >= 0) buffer[n] = 0;
  return n;
}

ssize_t read_small(const char* path, char* buffer, std::size_t size) {
  const posix::Fd fd(::open(path, O_RDONLY | O_CLOEXEC));
  if (!fd.open()) return -1;
  std::size_t used = 0;
  while (used < size - 1) {
    const ssize_t n = ::read(fd.get(), buffer + used, size - 1 - used);
    if (n < 0) return -1;
    if (n == 0) break;
    used += static_cast<std::size_t>(n);
  }
  buffer[used] = 0;
  return static_cast<ssize_t>(used);
}

std::optional<SyscallLine> parse_syscall(const char* line) {
  SyscallLine result;
  if (*line == 'r') return result;  // "running"
  char* end = nullptr;
  result.call = std::strtol(line, &end, 10);
  if (end == line) return std::nullopt;
  result.in_call = true;
  const char* rest = end;
  if (result.call >= 0)
    for (unsigned long& arg : result.args)
      if (rest = number(rest, arg, 16); rest == nullptr) return std::nullopt;
  if (rest = number(rest, result.sp, 16); rest == nullptr) return std::nullopt;
  if (rest = number(rest, result.pc, 16); rest == nullptr) return std::nullopt;
  return result;
}

std::optional<std::uint64_t> parse_runs(const char* schedstat) {
  unsigned long value = 0;
  const char* rest = schedstat;
  for (int field = 0; field < 3; ++field)
    if (rest = number(rest, value, 10); rest == nullptr) return std::nullopt;
  return value;
}

std::optional<Stat> parse_stat(const char* stat) {
  const char* end = std::strrchr(stat, ')');  // the command may hold blanks and brackets itself
  if (end == nullptr || end[1] != ' ' || end[2] == 0) return std::nullopt;
  unsigned long parent = 0;
  if (number(end + 3, parent, 10) == nullptr) return std::nullopt;
  return Stat{end[2], static_cast<pid_t>(parent)};
}

std::optional<Stat> read_stat(pid_t pid) {
  std::array<char, 1024> buffer;
  if (read_small(ProcPath(pid, "stat").c_str(), buffer.data(), buffer.size()) <= 0) return std::nullopt;
  return parse_stat(buffer.data());
}

bool list_numbers(int directory, std::vector<int>& numbers, std::int64_t* begin) {
  alignas(Entry) std::array<char, 4096> buffer;
  std::int64_t here = begin != nullptr ? *begin : 0;  // of the next entry, as lseek(2) takes it
  if (::lseek(directory, here, SEEK_SET) < 0) return false;
  for (;;) {
    const long n = ::syscall(SYS_getdents64, directory, buffer.data(), buffer.size());
    if (n < 0) return false;
    if (n == 0) return true;
    for (long at = 0; at < n;) {
      const auto* entry = reinterpret_cast<const Entry*>(buffer.data() + at);
      if (const int value = positive(entry->name); value >= 0) {
        if (begin != nullptr && value == 1) *begin = here;
        numbers.push_back(value);
      }
      here = entry->offset;
      at += entry->length;
    }
  }
}

bool list_numbers(const char* directory, std::vector<int>& numbers) {
  const posix::Fd fd(::open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd.open() && list_numbers(fd.get(), numbers);
}

bool list_children(pid_t pid, pid_t tid, std::vector<int>& children) {
  std::array<char, 16384> buffer;
  const ssize_t n = read_small(ProcPath(pid, tid, "children").c_str(), buffer.data(), buffer.size());
  if (n < 0 || n == static_cast<ssize_t>(buffer.size()) - 1) return false;  // gone, or more than we look at
  unsigned long child = 0;
  for (const char* rest = buffer.data(); (rest = number(rest, child, 10)) != nullptr;)
    children.push_back(static_cast<int>(child));
  return true;
}

bool list_children(pid_t pid, std::vector<int>& children) {
  std::vector<int> threads;
  if (!list_numbers(ProcPath(pid, "task").c_str(), threads)) return false;
  for (const int tid : threads)
    if (!list_children(pid, tid, children)) return false;
  return true;
}

std::optional<Signals> read_signals(pid_t pid, pid_t tid) {
  std::array<char, 4096> buffer;
  if (read_small(ProcPath(pid, tid, "status").c_str(), buffer.data(), buffer.size()) <= 0) return std::nullopt;
  const char* rest = std::strstr(buffer.data(), "\nSigPnd:");
  if (rest == nullptr) return std::nullopt;
  // Five lines in this order ever since Linux 2.6: SigPnd, ShdPnd, SigBlk, SigIgn, SigCgt.
  std::array<unsigned long, 5> sets{};
  for (unsigned long& set : sets) {
    rest = std::strchr(rest, ':');
    if (rest == nullptr || (rest = number(rest + 1, set, 16)) == nullptr) return std::nullopt;
  }
  return Signals{sets[0] | sets[1], sets[2], sets[3], sets[4]};
}

std::vector<Mapping> read_mappings(pid_t pid) {
  std::vector<Mapping> result;
  const auto text = posix::read_file(ProcPath(pid, "maps").c_str());
  if (!text) return result;
  std::size_t at = 0;
  while (at < text->size()) {
    std::size_t end = text->find('\n', at);
    if (end == std::string::npos) end = text->size();
    const std::string line = text->substr(at, end - at);
    at = end + 1;
    Mapping mapping;
    std::array<char, 5> rights{};
    int path = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx %4s %lx %*x:%*x %lu %n", &mapping.start, &mapping.end, rights.data(),
                    &mapping.offset, &mapping.inode, &path) < 5)
      continue;
    mapping.executable = rights[2] == 'x';
    mapping.shared = rights[3] == 's';
    if (path > 0) mapping.path = line.substr(static_cast<std::size_t>(path));
    result.push_back(std::move(mapping));
  }
  return result;
}

std::string command_of(pid_t pid) {
  std::array<char, 64> buffer;
  if (read_small(ProcPath(pid, "comm").c_str(), buffer.data(), buffer.size()) <= 0) return {};
  std::string command = buffer.data();
  while (!command.empty() && command.back() == '\n') command.pop_back();
  return command;
}

}  // namespace ipclab::observe
