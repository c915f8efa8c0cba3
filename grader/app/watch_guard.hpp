// Whoever watches is a child of this process, which does nothing but wait for it: however the child ends, also by
// SIGKILL or by a fault of its own, the terminal is put back. Should this process be the one that is killed, the child
// sees the end of its orders and puts the terminal back itself.
#pragma once
#include "app/watch_terminal.hpp"
#include <functional>

namespace ipclab::app {

// What the child is told, a byte each, for the signals that this process got.
enum class Order : char { interrupt = 'i', end = 'e', stop = 's' };

// Runs `work` in the child; `orders` is where they come. Stops when the child stops itself, and has it go on when we do.
// The exit status: the child's.
[[nodiscard]] int guarded(Terminal& terminal, const std::function<int(int orders)>& work);

}  // namespace ipclab::app
