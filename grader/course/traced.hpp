// A check made visible: it is run, and then one of its schedules once more, written down: that which decided, or where
// none did a plain one.
#pragma once
#include "check/wire.hpp"
#include "course/grading.hpp"
#include <optional>

namespace ipclab::course {

struct Traced {
  check::CheckResult result;                 // of the check, over all its schedules
  std::optional<schedule::Plan> plan;        // of the trial; none: there is nothing that could be drawn
  std::optional<check::TrialReply> trial;    // with its timeline
  bool interrupted = false;
  // The trial shows what the check found: the same verdict. Else the check failed without a schedule, and no plain
  // order shows it again.
  [[nodiscard]] bool shows_it() const { return trial && trial->result.verdict == result.verdict; }
};

// Throws posix::Error.
[[nodiscard]] Traced run_traced(const Catalog& catalog, const Chosen& chosen, const world::Isolation& isolation, const GradingOptions& options);

}  // namespace ipclab::course
