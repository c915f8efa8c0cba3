// Grades chosen checks: builds what they need, then runs each in a world of its own as soon as the checks it builds
// on have passed. One event loop (world/pool.hpp); nothing here waits.
#pragma once
#include "course/build.hpp"
#include "course/grade.hpp"
#include "course/selection.hpp"
#include "schedule/explorer.hpp"
#include "world/isolation.hpp"
#include <functional>
#include <string>
#include <vector>

namespace ipclab::course {

struct GradingOptions {
  Tree tree;
  int jobs = 1;                          // worlds at a time
  std::filesystem::path build_folder;    // of the cache
  schedule::Depth depth;                 // of the checks that ask for schedules
  int stop_fd = -1;                      // readable: stop, or what `attend` says (Pool::run)
  std::function<bool()> attend = {};     // false: stop
  // Told what is known so far, after every check.
  std::function<void(const Grade&)> partial = {};
  // Told after every build, every check and every schedule: how many of how many are done, and what was.
  std::function<void(int done, int total, const std::string& what)> progress;
};

// Throws posix::Error when no world can be made at all.
[[nodiscard]] Grade grade(const Catalog& catalog, const std::vector<Chosen>& chosen, const world::Isolation& isolation,
                          const GradingOptions& options);

// The bug whose evidence the finding shows: the first of the check's list that matches.
[[nodiscard]] const check::Catch* bug_behind(const check::Check& check, const check::Finding& finding);

// Sets points and sums from verdicts and weights: a pure function of the model.
void count_points(Grade& grade);

}  // namespace ipclab::course
