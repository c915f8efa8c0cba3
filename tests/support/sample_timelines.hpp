// Invented trials, for the tests of what is drawn of them.
#pragma once
#include "check/result.hpp"
#include "schedule/timeline.hpp"
#include <cstddef>
#include <string>

namespace ipclab::tests {

struct SampleTrial {
  schedule::Timeline timeline;
  check::CheckResult result;
};

// A waiter that is held between its look and its pause(2): the signal comes too early.
[[nodiscard]] SampleTrial lost_signal();
// A relay with a child, time that passes, bytes in pieces, a whole that goes well.
[[nodiscard]] SampleTrial good_relay();
// A sender and `threads` threads that take turns `turns` times; the last one sleeps for ever.
[[nodiscard]] SampleTrial long_run(std::size_t threads, std::size_t turns);

}  // namespace ipclab::tests
