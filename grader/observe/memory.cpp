#include "observe/memory.hpp"

#include <array>

namespace ipclab::observe {

std::optional<std::string> peek_string(pid_t pid, unsigned long address) {
  constexpr std::size_t kLimit = 4096, kStep = 64;  // steps never cross a page: what lies behind may not be mapped
  std::string text;
  std::array<char, kStep> part;
  while (text.size() < kLimit) {
    const std::size_t size = kStep - (address + text.size()) % kStep;
    if (!peek(pid, address + text.size(), part.data(), size)) return std::nullopt;
    const std::string_view bytes(part.data(), size);
    const std::size_t end = bytes.find('\0');
    text.append(bytes.substr(0, end));
    if (end != std::string_view::npos) return text;
  }
  return std::nullopt;
}

}  // namespace ipclab::observe
