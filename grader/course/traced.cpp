#include "course/traced.hpp"

#include "course/single.hpp"
#include "schedule/token.hpp"

#include <utility>

namespace ipclab::course {
namespace {

using schedule::Plan;

// What can be drawn of it: the schedule that decided; else the orders in which nobody is held.
std::vector<Plan> plans_to_show(const check::CheckResult& result, const check::Check& check) {
  if (check.build == check::Build::address) return {};  // brings a runtime of its own along
  if (result.explored && !result.explored->token.empty()) return {schedule::read_token(result.explored->token).plan};
  std::vector<Plan> plans(3);
  plans[1].order = Plan::Order::newest;
  plans[2].order = Plan::Order::free;
  for (Plan& plan : plans) {
    plan.spurious = check.spurious && check.schedules == 0;
    plan.failure = check.fails;
  }
  return plans;
}

std::optional<check::CheckResult> result_of(const Grade& grade, const Chosen& chosen) {
  for (const GradedLab& lab : grade.labs)
    for (const GradedStep& step : lab.steps)
      for (const GradedCheck& graded : step.checks)
        if (lab.id == chosen.lab->id && graded.result.check == chosen.check->id) return graded.result;
  return std::nullopt;
}

}  // namespace

Traced run_traced(const Catalog& catalog, const Chosen& chosen, const world::Isolation& isolation, const GradingOptions& options) {
  Traced traced;
  const auto with_needs = choose(catalog, {chosen.lab->id + "/" + std::string(chosen.check->id)});
  const Grade grade = course::grade(catalog, with_needs, isolation, options);
  const auto result = result_of(grade, chosen);
  traced.interrupted = grade.interrupted || !result;
  if (traced.interrupted) return traced;
  traced.result = *result;
  if (result->verdict != check::Verdict::passed && !result->finding) return traced;  // it never came to a trial
  for (const Plan& plan : plans_to_show(traced.result, *chosen.check)) {
    Single single = run_single(catalog, chosen, plan, isolation, {options.tree, options.build_folder, options.stop_fd, true});
    traced.interrupted = single.interrupted;
    if (single.interrupted || single.not_built) return traced;
    // The first one is shown when none shows what the check found.
    if (!traced.trial || single.trial.result.verdict == result->verdict) {
      traced.plan = plan;
      traced.trial = std::move(single.trial);
    }
    if (traced.shows_it()) break;
  }
  return traced;
}

}  // namespace ipclab::course
