// One trial of one check under one schedule, with whatever it needs built first: what `replay`, `trace` and `explain`
// show. Unlike a run of grading.hpp it asks nobody's prerequisites and keeps no record.
#pragma once
#include "check/wire.hpp"
#include "course/build.hpp"
#include "course/selection.hpp"
#include "world/isolation.hpp"
#include <filesystem>
#include <optional>
#include <vector>

namespace ipclab::course {

// Where its programs come from and where they run.
struct Workshop {
  const Catalog& catalog;
  Tree tree;
  world::Isolation isolation;
  std::filesystem::path build_folder;  // of the cache
  int stop_fd = -1;                    // readable: stop (Pool::run)
};

struct SingleRun {
  std::optional<Built> unbuilt;              // a program of the check that could not be built: then nothing was run
  bool interrupted = false;                  // stopped before there was an answer
  std::optional<check::TrialReply> trial;    // otherwise this
};

// `plan`: the schedule; none: freely. `traced`: with a timeline (only under a plan). Throws posix::Error.
[[nodiscard]] SingleRun run_once(const Workshop& workshop, const Chosen& chosen, const std::optional<schedule::Plan>& plan, bool traced);

}  // namespace ipclab::course
