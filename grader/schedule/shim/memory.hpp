// Which accesses to memory matter between threads and processes (only in programs built to report them).
#pragma once
#include "schedule/shim/shim.hpp"

namespace ipclab::shim {

// Memory that this process shares with others; inherited by its children.
void add_region(void* begin, std::size_t size);
[[nodiscard]] bool touches_region(const void* begin, std::size_t size);
[[nodiscard]] bool in_region(const volatile void* address);
void remove_region(const void* begin, std::size_t size);

// Where this thread's own stack lies.
void find_stack();
// In a region; or, once there were threads, anywhere but on this thread's stack.
[[nodiscard]] bool others_see(const volatile void* address);

}  // namespace ipclab::shim
