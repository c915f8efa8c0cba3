#include "course/grade.hpp"

#include <algorithm>

namespace ipclab::course {
namespace {

template <class Holds>
int count_checks(const Grade& grade, Holds holds) {
  int number = 0;
  for (const GradedLab& lab : grade.labs)
    for (const GradedStep& step : lab.steps)
      number += static_cast<int>(
          std::count_if(step.checks.begin(), step.checks.end(), [&](const GradedCheck& check) { return holds(check.result.verdict); }));
  return number;
}

bool a_program_does_not_build(const Grade& grade) {
  for (const GradedLab& lab : grade.labs)
    for (const GradedStep& step : lab.steps)
      if (std::any_of(step.builds.begin(), step.builds.end(), [](const BuildFinding& build) { return !build.machine; })) return true;
  return false;
}

}  // namespace

int Grade::count(check::Verdict verdict) const {
  return count_checks(*this, [&](check::Verdict other) { return other == verdict; });
}

int Grade::checks() const {
  return count_checks(*this, [](check::Verdict) { return true; });
}

bool Grade::provisional() const {
  using check::Verdict;
  return count(Verdict::inconclusive) + count(Verdict::skipped) + count(Verdict::broken) > 0;
}

int Grade::exit_code() const {
  using check::Verdict;
  if (interrupted) return 130;
  if (count(Verdict::failed) > 0 || a_program_does_not_build(*this)) return 1;
  return count(Verdict::passed) == checks() ? 0 : 3;
}

}  // namespace ipclab::course
