// What the explorer does not run because it is the same as another schedule is the same, in every point that is come to.
#include "schedule/corpus.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <cstdio>
#include <deque>
#include <optional>
#include <random>

using namespace ipclab;
using namespace ipclab::tests;
using schedule::Plan;
using schedule::PointKey;
using schedule::Seen;

namespace {

const Corpus& corpus() {
  static const Corpus corpus(world::probe(), long_form());
  return corpus;
}

std::vector<PointKey> keys_of(const std::vector<Seen>& points) {
  std::vector<PointKey> keys;
  for (const Seen& seen : points) keys.push_back(seen.key);
  return keys;
}

Plan held(Plan::Order order, std::vector<PointKey> delays) {
  Plan plan;
  plan.order = order;
  plan.delays = std::move(delays);
  return plan;
}

using Plans = std::vector<Scheduled>;
using Told = std::function<void(std::size_t number, const std::vector<PointKey>& keys, const std::vector<Seen>& points)>;

void run_all(const Plans& plans, const Told& tell) {
  std::size_t given = 0;
  std::map<std::pair<std::string, Plan>, std::deque<std::size_t>> in_the_air;
  run_schedules(world::probe(), side_by_side(),
                [&]() -> std::optional<Scheduled> {
                  if (given == plans.size()) return std::nullopt;
                  const Scheduled& one = plans[given];
                  in_the_air[{one.program.name(), one.plan}].push_back(given++);
                  return one;
                },
                [&](const Scheduled& one, const check::TrialReply& reply) {
                  auto& numbers = in_the_air[{one.program.name(), one.plan}];
                  tell(numbers.front(), keys_of(reply.points), reply.points);
                  numbers.pop_front();
                });
}

// The plans that hold a thread where it was alone, each followed by the one that the explorer takes to be the same.
Plans pairs_of(const Scheduled& base, const std::vector<Seen>& points, std::size_t most, std::mt19937& random) {
  std::vector<std::size_t> alone;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].alone) alone.push_back(i);
  std::shuffle(alone.begin(), alone.end(), random);
  if (alone.size() > most) alone.resize(most);
  Plans plans;
  for (const std::size_t i : alone) {
    const PointKey& key = points[i].key;
    std::vector<PointKey> instead;
    for (std::size_t next = i + 1; next < points.size() && instead.empty() && key.who != schedule::kGrader; ++next)
      if (points[next].key.who == key.who) instead.push_back(points[next].key);
    plans.push_back({base.program, held(base.plan.order, {key})});
    plans.push_back({base.program, held(base.plan.order, instead)});
  }
  return plans;
}

}  // namespace

TEST_CASE("a delay where nobody else could go on is the schedule of the next one, or of none") {
  std::mt19937 random(long_form() ? std::random_device{}() : 1U);
  const std::size_t most = long_form() ? 10 : 2;  // of one base order
  Plans bases;
  for (const Subject& subject : corpus().subjects()) {
    if (subject.has("varies") || subject.has("undecided")) continue;
    for (const check::Build build : {check::Build::plain, check::Build::memory}) {
      if (build == check::Build::memory && !long_form() && !subject.has("memory")) continue;
      for (const Plan::Order order : {Plan::Order::oldest, Plan::Order::newest}) bases.push_back({corpus().of(subject, build), held(order, {})});
    }
  }
  Plans plans;
  std::size_t points = 0, alone = 0;
  run_all(bases, [&](std::size_t number, const auto&, const std::vector<Seen>& seen) {
    points += seen.size();
    for (const Seen& one : seen) alone += one.alone ? 1U : 0U;
    for (Scheduled& one : pairs_of(bases[number], seen, most, random)) plans.push_back(std::move(one));
  });
  std::vector<std::vector<PointKey>> seen(plans.size());
  run_all(plans, [&](std::size_t number, const std::vector<PointKey>& keys, const auto&) { seen[number] = keys; });
  std::size_t different = 0;
  for (std::size_t i = 0; i < plans.size(); i += 2) {
    if (seen[i] == seen[i + 1]) continue;
    ++different;
    INFO(plans[i].program.name() << ": " << in_words(plans[i].plan) << " is not " << in_words(plans[i + 1].plan));
    CHECK(seen[i] == seen[i + 1]);
  }
  std::printf("alone at %zu of %zu points; %zu pairs of schedules, %zu of them differ\n", alone, points, plans.size() / 2, different);
  CHECK(plans.size() > 200);
  CHECK(different == 0);
}
