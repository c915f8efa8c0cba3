#include "course/exploration.hpp"

#include "posix/error.hpp"
#include "schedule/token.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace ipclab::course {
namespace {

using check::CheckResult;
using check::Verdict;
using schedule::Plan;

schedule::Depth depth_for(const check::Check& check, schedule::Depth depth) {
  depth.spurious = depth.spurious || check.spurious;
  depth.failure = check.fails;
  if (check.orders_only && depth.level == schedule::Depth::Level::singles) depth.level = schedule::Depth::Level::orders;
  return depth;
}

std::string_view name_of(schedule::Depth::Level level) {
  switch (level) {
    case schedule::Depth::Level::orders: return "orders";
    case schedule::Depth::Level::singles: return "singles";
    case schedule::Depth::Level::pairs: return "pairs";
    case schedule::Depth::Level::walk: return "walk";
  }
  return "?";
}

constexpr std::string_view kSpurious = "Each wait for a condition wakes up once though nobody signalled; pthread_cond_wait(3) may do that.";

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return text;
}

// Who is held where, by what the plan says: for a trial that ended before it came to that.
std::vector<std::string> held_by(const Plan& plan) {
  std::vector<std::string> words;
  for (const schedule::PointKey& key : plan.delays)
    words.push_back(key.who + " before its call number " + std::to_string(key.nth) + " of " + key.call);
  return words;
}

std::string order_in_words(const std::string& called, const Plan& plan) {
  switch (plan.order) {
    case Plan::Order::oldest: return called + " holds nobody: of all who can go on, the one that was there first goes first.";
    case Plan::Order::newest: return called + " holds nobody: of all who can go on, the one that came last goes first.";
    case Plan::Order::walk: return called + " draws at random who goes on, time after time (seed " + std::to_string(plan.seed) + ").";
    case Plan::Order::free: return called + " holds nobody and orders nobody; only time is not real.";
  }
  return called;
}

}  // namespace

Exploration::Exploration(std::string lab, const check::Check& check, const schedule::Depth& depth)
    : lab_(std::move(lab)), check_(check), depth_(depth_for(check, depth)), explorer_(depth_) {}

void Exploration::answer(std::size_t number, check::TrialReply reply) {
  ms_ += reply.result.ms;
  if (!reply.not_reached.empty()) missed_.push_back(number);
  const bool decides = reply.result.verdict != Verdict::passed;
  explorer_.seen(number, reply.points, decides);
  if (number == 0 || decides) kept_.emplace(number, std::move(reply));
}

// A program that does not do the same twice may not come to a point again: nothing was held there.
std::size_t Exploration::missed() const {
  return static_cast<std::size_t>(std::count_if(missed_.begin(), missed_.end(), [&](std::size_t number) { return number < explorer_.schedules(); }));
}

// What was run, by the plans of all schedules that count.
void Exploration::count_held(check::Explored& explored) const {
  std::set<schedule::PointKey> held;
  for (std::size_t number = 0; number < explorer_.schedules(); ++number) {
    if (std::find(missed_.begin(), missed_.end(), number) != missed_.end()) continue;
    const Plan plan = explorer_.plan(number);
    if (plan.delays.empty()) ++explored.undelayed;
    held.insert(plan.delays.begin(), plan.delays.end());
  }
  explored.held_points = held.size();
}

// The option that made the search smaller than the one that everybody gets who asks for nothing; empty: none did.
std::string_view Exploration::what_reduced_it() const {
  constexpr schedule::Depth usual;
  if (depth_.level == schedule::Depth::Level::walk) return "--explore walk";
  if (explorer_.has_all_singles() || (depth_.level == schedule::Depth::Level::orders && !explorer_.sampled() && depth_.most > 1)) return "";
  if (depth_.most < usual.most) return "--schedules";
  return depth_.seed == usual.seed ? "" : "--seed";
}

CheckResult Exploration::result() const {
  const auto decided = explorer_.decided();
  const check::TrialReply& trial = kept_.at(decided.value_or(0));
  CheckResult result = trial.result;
  result.ms = ms_;
  check::Explored& explored = result.explored.emplace();
  explored.schedules = explorer_.schedules() - (decided ? 0 : missed());
  explored.points = explorer_.points();
  explored.left_out = explorer_.left_out();
  explored.no_choice = explorer_.no_choice();
  explored.sampled = explorer_.sampled();
  explored.level = name_of(depth_.level);
  count_held(explored);
  explored.seed = depth_.seed;
  if (decided) {
    const Plan plan = explorer_.plan(*decided);
    const auto planned = explorer_.planned();
    explored.token = schedule::write_token({lab_, std::string(check_.id), plan});
    explored.held = schedule_in_words("Schedule " + std::to_string(*decided + 1) + (planned ? " of " + std::to_string(*planned) : ""),
                                      plan, trial.held);
  } else if (const std::string_view option = what_reduced_it(); !option.empty()) {
    explored.reduced = true;
    result.verdict = Verdict::inconclusive;
    result.because = fmt::format("passed in the {} that {} tried; run ./ipclab check without {} for the verdict", explored.schedules == 1 ? "1 schedule" : fmt::format("{} schedules", explored.schedules),
                                 explored.schedules == 1 ? "was" : "were", option);
  } else if (const std::size_t wanted = check_.schedules, shown = explorer_.shown() - missed(); shown < wanted) {
    result.verdict = Verdict::inconclusive;
    result.because = "it held in all " + std::to_string(shown) + " schedules that could be tried, but only " +
                     std::to_string(wanted) + " or more would say enough";
  }
  return result;
}

std::optional<Plan> plan_without_schedules(const check::Check& check) {
  if (check.build == check::Build::address) return std::nullopt;
  Plan plan;
  plan.order = Plan::Order::free;
  plan.spurious = check.spurious;
  return plan;
}

void tell_of_luck(const check::Check& check, CheckResult& result) {
  if (check.spurious && result.finding) result.finding->notes.emplace_back(kSpurious);
}

std::string schedule_in_words(const std::string& called, const Plan& plan, const std::vector<std::string>& held) {
  std::string text;
  if (plan.delays.empty()) {
    text = order_in_words(called, plan);
  } else {
    text = called + " holds " + listed(held.empty() ? held_by(plan) : held) +
           (plan.delays.size() > 1 ? ", each until nobody else can go on." : " until nobody else can go on.");
    if (plan.order == Plan::Order::newest) text += " Among the others, the one that came last goes first.";
    if (plan.order == Plan::Order::walk) text += " Who of the others goes on is drawn at random (seed " + std::to_string(plan.seed) + ").";
  }
  if (plan.spurious) text += " " + std::string(kSpurious);
  if (plan.failure)
    text += " The grader lets call number " + std::to_string(plan.failure->nth) + " of " + plan.failure->call + " fail with " +
            posix::errno_name(plan.failure->error) + ", as if what it needs had run out.";
  return text;
}

}  // namespace ipclab::course
