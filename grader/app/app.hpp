// The program `ipclab`: what a person types, and what comes of it.
#pragma once

namespace ipclab::app {

// Exit statuses, the same for every command (`run` gives its program's own).
enum Exit : int {
  kAllPassed = 0,
  kFailed = 1,
  kUsage = 2,        // asked for something that is not there, or could not do it at all
  kNotKnown = 3,
  kInterrupted = 130,
};

// The whole program. Never throws.
[[nodiscard]] int run(int argc, char** argv);

// First thing in main(): -1 when this process is no host (world/inside.hpp); else serves worlds until the grader is
// done, and returns the exit status.
[[nodiscard]] int host_main_if_asked(int argc, char** argv);

}  // namespace ipclab::app
