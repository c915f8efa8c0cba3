#include "app/standing.hpp"

#include "report/text.hpp"

#include <algorithm>

namespace ipclab::app {
namespace {

using course::Lab;
using course::Progress;

// By the last verdict of every check that catches it.
bool is_repaired(const Lab& lab, const course::Bug& bug, const Progress& progress) {
  bool known = false;
  for (const check::Check& check : lab.promises->checks)
    for (const check::Catch& one : check.catches) {
      if (one.bug != bug.id) continue;
      const auto last = progress.last(lab.id, std::string(check.id));
      if (!last || last->verdict != check::Verdict::passed) return false;
      known = true;
    }
  return known;
}

}  // namespace

int repaired(const Lab& lab, const Progress& progress, int step) {
  return static_cast<int>(std::count_if(lab.bugs.begin(), lab.bugs.end(), [&](const course::Bug& bug) {
    return (step == 0 || bug.step == step) && is_repaired(lab, bug, progress);
  }));
}

int bugs_of(const Lab& lab, int step) {
  return static_cast<int>(
      std::count_if(lab.bugs.begin(), lab.bugs.end(), [&](const course::Bug& bug) { return step == 0 || bug.step == step; }));
}

int newly_broken(const Lab& lab, const Progress& progress, int step) {
  const auto& checks = lab.promises->checks;
  return static_cast<int>(std::count_if(checks.begin(), checks.end(), [&](const check::Check& check) {
    if (!check.catches.empty() || (step != 0 && lab.step_of(check) != step)) return false;
    const auto last = progress.last(lab.id, std::string(check.id));
    return last && last->verdict == check::Verdict::failed;
  }));
}

bool is_done(const Lab& lab, const Progress& progress, int step) {
  return repaired(lab, progress, step) == bugs_of(lab, step) && newly_broken(lab, progress, step) == 0;
}

std::string how_far(const Lab& lab, const Progress& progress, int step) {
  return report::how_far(repaired(lab, progress, step), bugs_of(lab, step), newly_broken(lab, progress, step));
}

std::string full_name(const Position& at) { return at.lab->id + "/" + std::to_string(at.step->number); }

Position next_step(const course::Catalog& catalog, const Progress& progress) {
  for (const Lab& lab : catalog.labs())
    for (const course::Step& step : lab.steps)
      if (!is_done(lab, progress, step.number)) return {&lab, &step};
  return {};
}

}  // namespace ipclab::app
