// Reads the memory of another process without stopping it (process_vm_readv(2)).
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <sys/uio.h>
#include <type_traits>

namespace ipclab::observe {

// False unless every byte could be read. `pid` is a living thread: the first one of a process may have ended.
inline bool peek(pid_t pid, unsigned long address, void* buffer, std::size_t size) {
  const iovec here{buffer, size};
  const iovec there{reinterpret_cast<void*>(address), size};
  return ::process_vm_readv(pid, &here, 1, &there, 1, 0) == static_cast<ssize_t>(size);
}

template <typename T>
[[nodiscard]] std::optional<T> peek(pid_t pid, unsigned long address) {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  if (!peek(pid, address, &value, sizeof value)) return std::nullopt;
  return value;
}

// A string of at most 4095 bytes (PATH_MAX); nothing when it does not end or cannot be read.
[[nodiscard]] std::optional<std::string> peek_string(pid_t pid, unsigned long address);

}  // namespace ipclab::observe
