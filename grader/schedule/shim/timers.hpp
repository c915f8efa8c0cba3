#pragma once

namespace ipclab::shim {

// Timers of timer_create(2) do not outlive execve(2); alarm(2) and timer descriptors do.
void forget_timers_of_the_program_before();
// A timer descriptor that was closed goes off no more.
void forget_timer_descriptor(int fd);

}  // namespace ipclab::shim
