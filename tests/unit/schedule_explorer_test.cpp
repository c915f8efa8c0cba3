// Which schedules are run, with invented points: no program is started here.
#include "schedule/explorer.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

using namespace ipclab::schedule;
using Level = Depth::Level;

namespace {

Seen at(const std::string& who, const std::string& call, unsigned nth = 1, std::uint64_t site = 0) { return {{who, call, nth}, site}; }

const std::vector<Seen> kOldest = {at("grader", "feed"), at("relay", "read", 1, 11), at("relay.c1", "write", 1, 12)};
const std::vector<Seen> kNewest = {at("relay.c1", "write", 1, 12), at("grader", "feed")};

// `count` points of one thread, each from a place of its own.
std::vector<Seen> many(unsigned count) {
  std::vector<Seen> points;
  for (unsigned i = 1; i <= count; ++i) points.push_back(at("many", "read", i, 100 + i));
  return points;
}

// What the invented program answers to a schedule.
struct Program {
  std::vector<Seen> oldest = kOldest, newest = kNewest;
  std::function<bool(const Plan&)> breaks = [](const Plan&) { return false; };
};

struct Outcome {
  std::vector<Plan> plans;  // by number, up to the one that decided
  std::optional<std::size_t> decided, planned;
  std::size_t schedules = 0, shown = 0, points = 0, left_out = 0, no_choice = 0;
  bool sampled = false;
  bool operator==(const Outcome& other) const {
    return plans == other.plans && decided == other.decided && schedules == other.schedules && points == other.points &&
           left_out == other.left_out && no_choice == other.no_choice && shown == other.shown && sampled == other.sampled;
  }
};

void answer(Explorer& explorer, const Program& program, const Explorer::Numbered& one) {
  explorer.seen(one.number, one.plan.order == Plan::Order::newest ? program.newest : program.oldest, program.breaks(one.plan));
}

// Runs everything with up to `window` schedules in the air, answered in an order drawn from `shuffle` (0: as given).
Outcome explore(const Depth& depth, const Program& program = {}, std::size_t window = 1, unsigned shuffle = 0) {
  Explorer explorer(depth);
  std::mt19937 random(shuffle);
  std::vector<Explorer::Numbered> air;
  Outcome outcome;
  while (!explorer.finished()) {
    while (air.size() < window)
      if (auto one = explorer.next()) air.push_back(*one);
      else break;
    if (air.empty()) FAIL("nothing is in the air, and it is not finished");
    const auto which = static_cast<std::ptrdiff_t>(shuffle == 0 ? 0 : random() % air.size());
    answer(explorer, program, air.at(static_cast<std::size_t>(which)));
    air.erase(air.begin() + which);
  }
  CHECK(!explorer.next());
  outcome.decided = explorer.decided();
  outcome.planned = explorer.planned();
  outcome.schedules = explorer.schedules();
  outcome.points = explorer.points();
  outcome.left_out = explorer.left_out();
  outcome.no_choice = explorer.no_choice();
  outcome.shown = explorer.shown();
  outcome.sampled = explorer.sampled();
  for (std::size_t number = 0; number < outcome.schedules; ++number) outcome.plans.push_back(explorer.plan(number));
  return outcome;
}

Plan base(Plan::Order order, bool spurious = false) {
  Plan plan;
  plan.order = order;
  plan.spurious = spurious;
  return plan;
}

Plan held(Plan::Order order, std::vector<PointKey> delays) {
  Plan plan = base(order);
  plan.delays = std::move(delays);
  return plan;
}

constexpr auto kOld = Plan::Order::oldest, kNew = Plan::Order::newest;

bool delays(const Plan& plan, const PointKey& key) { return std::count(plan.delays.begin(), plan.delays.end(), key) > 0; }

}  // namespace

TEST_CASE("both base orders come first, then each point that they came to is held once in that order") {
  const Outcome all = explore({});
  CHECK(all.plans == std::vector<Plan>{base(kOld), base(kNew), held(kOld, {kOldest[0].key}), held(kOld, {kOldest[1].key}),
                                       held(kOld, {kOldest[2].key}), held(kNew, {kNewest[0].key}), held(kNew, {kNewest[1].key})});
  CHECK(all.schedules == 7);
  CHECK(all.planned == 7U);
  CHECK(all.points == 3);
  CHECK(all.left_out == 0);
  CHECK(!all.sampled);
  CHECK(!all.decided);
}

TEST_CASE("only the base orders are given out before both are answered") {
  Explorer explorer({});
  CHECK(explorer.next()->number == 0);
  CHECK(explorer.next()->number == 1);
  CHECK(!explorer.next());
  explorer.seen(1, kNewest, false);
  CHECK(!explorer.next());
  CHECK(explorer.schedules() == 0);
  CHECK(!explorer.planned());
  explorer.seen(0, kOldest, false);
  CHECK(explorer.schedules() == 2);
  CHECK(explorer.next()->number == 2);
  CHECK(!explorer.finished());
}

TEST_CASE("a program without points has its two base orders and no more") {
  const Outcome all = explore({}, {{}, {}});
  CHECK(all.schedules == 2);
  CHECK(all.points == 0);
}

TEST_CASE("calls of one thread from one place are held only so many times, and the others are counted") {
  std::vector<Seen> loop;
  for (unsigned i = 1; i <= 10; ++i) loop.push_back(at("a", "read", i, 7));
  for (unsigned i = 1; i <= 10; ++i) loop.push_back(at("b", "read", i, 7));  // another thread, the same place
  loop.push_back(at("a", "read", 11, 8));                                    // the same thread, another place
  for (unsigned i = 1; i <= 4; ++i) loop.push_back(at("grader", "feed", i));     // no place
  Depth depth;
  const Outcome all = explore(depth, {loop, {}});
  CHECK(all.schedules == 2 + 2 + 2 + 1 + 4);
  CHECK(all.points == 25);
  CHECK(all.left_out == 16);
  CHECK(!all.sampled);
  CHECK(all.plans[2].delays == std::vector<PointKey>{{"a", "read", 1}});
  CHECK(all.plans[3].delays == std::vector<PointKey>{{"a", "read", 2}});
  CHECK(all.plans[4].delays == std::vector<PointKey>{{"b", "read", 1}});
  depth.per_site = 5;
  CHECK(explore(depth, {loop, {}}).schedules == 2 + 5 + 5 + 1 + 4);
}

TEST_CASE("a point that was left out in one order but held in the other was held") {
  const std::vector<Seen> one{at("a", "read", 1, 7), at("a", "read", 2, 7), at("a", "read", 3, 7)};
  const std::vector<Seen> other{at("a", "read", 1, 7), at("a", "read", 2, 8), at("a", "read", 3, 8)};
  const Outcome all = explore({}, {one, other});
  CHECK(all.points == 3);
  CHECK(all.left_out == 0);
}

TEST_CASE("where nobody else could go on nobody is held, if the schedule is run that is the same") {
  const auto alone = [](Seen point) {
    point.alone = true;
    return point;
  };
  // a.2 is the same as a.3, and a.4 as nothing held; b is held before it is alone; the grader's step has no next one.
  const std::vector<Seen> points{at("a", "read", 1), alone(at("grader", "feed", 1)), alone(at("a", "read", 2)), at("b", "write", 1), at("a", "read", 3),
                                 at("grader", "feed", 2), alone(at("b", "write", 2)), alone(at("a", "read", 4))};
  const Outcome all = explore({}, {points, {}});
  CHECK(all.plans == std::vector<Plan>{base(kOld), base(kNew), held(kOld, {{"a", "read", 1}}), held(kOld, {{"b", "write", 1}}),
                                       held(kOld, {{"a", "read", 3}}), held(kOld, {{"grader", "feed", 2}})});
  CHECK(all.points == 8);
  CHECK(all.no_choice == 4);
  CHECK(all.left_out == 0);
  CHECK(all.shown == 10);
  // In the other order there may be a choice at the same point.
  CHECK(explore({}, {points, {at("a", "read", 2)}}).no_choice == 3);
}

TEST_CASE("in a loop the last point that is held stands for those behind it, alone or not") {
  std::vector<Seen> loop;
  for (unsigned i = 1; i <= 4; ++i) loop.push_back(at("a", "read", i, 7));
  loop[1].alone = true;  // the same as the third, which is not held
  loop[0].alone = true;  // the same as the second, which is
  const Outcome one = explore({}, {loop, {}});
  CHECK(one.plans.size() == 3);
  CHECK(one.plans.back().delays == std::vector<PointKey>{{"a", "read", 2}});
  CHECK(one.no_choice == 1);
  CHECK(one.left_out == 2);
  // Alone to the end: it is the same as nobody held.
  for (Seen& point : loop) point.alone = true;
  const Outcome none = explore({}, {loop, {}});
  CHECK(none.schedules == 2);
  CHECK(none.no_choice == 4);
  CHECK(none.left_out == 0);
}

TEST_CASE("two delays are tried also where there is no choice with one") {
  std::vector<Seen> points{at("a", "read", 1), at("a", "read", 2)};
  for (Seen& point : points) point.alone = true;
  Depth depth;
  depth.level = Level::pairs;
  const Outcome all = explore(depth, {points, {}});
  CHECK(all.schedules == 2 + 2 + 1);
  CHECK(all.no_choice == 0);
}

TEST_CASE("a point that is reported twice is one point") {
  CHECK(explore({}, {{at("a", "read"), at("a", "read")}, {}}).schedules == 3);
}

TEST_CASE("more than may be run are drawn by the seed, each at most once and in their order") {
  Depth depth;
  depth.most = 50;
  const Program program{many(300), many(200)};
  const Outcome one = explore(depth, program);
  CHECK(one.schedules == 50);
  CHECK(one.sampled);
  CHECK(one.points == 300);
  std::set<Plan> different(one.plans.begin(), one.plans.end());
  CHECK(different.size() == 50);
  const auto place = [](const Plan& plan) { return std::pair(plan.order, plan.delays.front().nth); };
  CHECK(std::is_sorted(one.plans.begin() + 2, one.plans.end(), [&](const Plan& a, const Plan& b) { return place(a) < place(b); }));
  CHECK(explore(depth, program) == one);
  depth.seed = 2;
  CHECK(explore(depth, program).plans != one.plans);
}

TEST_CASE("a sample is the same on every machine") {
  Depth depth;
  depth.most = 7;
  depth.seed = 42;
  const Outcome drawn = explore(depth, {many(100), {}});
  std::vector<unsigned> numbers;
  for (std::size_t i = 2; i < drawn.plans.size(); ++i) numbers.push_back(drawn.plans[i].delays.front().nth);
  CHECK(numbers == std::vector<unsigned>{7, 46, 51, 85, 86});
}

TEST_CASE("a sample prefers no point") {
  Depth depth;
  depth.most = 12;
  std::map<unsigned, int> times;
  for (depth.seed = 1; depth.seed <= 2000; ++depth.seed)
    for (const Plan& plan : explore(depth, {many(40), {}}).plans)
      if (!plan.delays.empty()) ++times[plan.delays.front().nth];
  CHECK(times.size() == 40);
  for (const auto& [nth, count] : times) {  // 500 expected, deviation 19
    INFO(nth);
    CHECK(count > 400);
    CHECK(count < 600);
  }
}

TEST_CASE("as many as may be run are not called a sample") {
  Depth depth;
  depth.most = 7;
  CHECK(!explore(depth).sampled);
  depth.most = 6;
  CHECK(explore(depth).sampled);
  CHECK(explore(depth).schedules == 6);
}

TEST_CASE("the base orders count among the schedules that may be run") {
  Depth depth;
  depth.most = 1;
  CHECK(explore(depth).plans == std::vector<Plan>{base(kOld)});
  CHECK(explore(depth).sampled);
  depth.most = 0;
  CHECK(explore(depth).schedules == 1);
  depth.most = 2;
  CHECK(explore(depth).plans == std::vector<Plan>{base(kOld), base(kNew)});
}

TEST_CASE("the lowest number that decides is the verdict, and nothing later is given out") {
  const Outcome all = explore({}, {kOldest, kNewest, [](const Plan& plan) { return delays(plan, kOldest[2].key); }});
  CHECK(all.decided == 4U);
  CHECK(all.schedules == 5);
  CHECK(all.planned == 7U);
  const Outcome first = explore({}, {kOldest, kNewest, [](const Plan& plan) { return plan.order == kOld; }}, 2);
  CHECK(first.decided == 0U);
  CHECK(first.schedules == 1);
  CHECK(!first.planned);
  const Outcome second = explore({}, {kOldest, kNewest, [](const Plan& plan) { return plan.order == kNew; }}, 2);
  CHECK(second.decided == 1U);
  CHECK(second.schedules == 2);
}

TEST_CASE("points of a base order behind the one that decided do not count, whenever they come") {
  for (const bool later_first : {false, true}) {
    Explorer explorer({});
    (void)explorer.next();
    (void)explorer.next();
    if (later_first) explorer.seen(1, many(9), false);
    explorer.seen(0, kOldest, true);
    if (!later_first) explorer.seen(1, many(9), false);
    CHECK(explorer.finished());
    CHECK(explorer.decided() == 0U);
    CHECK(explorer.points() == 3);
    CHECK(explorer.schedules() == 1);
  }
}

TEST_CASE("it is finished when every lower number is answered, and not before") {
  Explorer explorer({});
  (void)explorer.next();
  (void)explorer.next();
  explorer.seen(1, kNewest, true);
  CHECK(!explorer.next());
  CHECK(!explorer.finished());
  CHECK(!explorer.decided());
  explorer.seen(0, kOldest, true);
  CHECK(explorer.finished());
  CHECK(explorer.decided() == 0U);
}

TEST_CASE("answers in any order, with any number in the air, give the same") {
  Depth depth;
  depth.most = 60;
  depth.spurious = true;
  std::vector<Seen> waits = many(70);
  waits.push_back(at("waiter", "pthread_cond_wait", 1, 3));
  const auto level = GENERATE(Level::singles, Level::pairs, Level::walk);
  depth.level = level;
  const std::vector<std::function<bool(const Plan&)>> kinds = {
      [](const Plan&) { return false; },
      [](const Plan& plan) { return plan.order == kNew; },
      [](const Plan& plan) { return plan.spurious; },
      [](const Plan& plan) { return !plan.delays.empty() && plan.delays.front().nth % 17 == 0; },
      [](const Plan& plan) { return plan.seed % 7 == 6 || plan.delays.size() == 2; },
  };
  for (const auto& breaks : kinds) {
    const Program program{waits, many(30), breaks};
    const Outcome in_order = explore(depth, program);
    for (unsigned shuffle = 0; shuffle < 40; ++shuffle) CHECK(explore(depth, program, 1 + shuffle % 9, shuffle) == in_order);
  }
}

TEST_CASE("an answer to what was never given out is a fault, one that comes twice is not") {
  Explorer explorer({});
  CHECK_THROWS_AS(explorer.seen(0, {}, false), std::logic_error);
  (void)explorer.next();
  explorer.seen(0, kOldest, false);
  explorer.seen(0, {}, true);
  CHECK(!explorer.finished());
  CHECK_THROWS_AS(explorer.seen(1, {}, false), std::logic_error);
}

TEST_CASE("conditions wake for nothing in both orders, if asked for and somebody waited for one") {
  const std::vector<Seen> waits{at("a", "pthread_cond_wait", 1, 5)};
  Depth depth;
  CHECK(explore(depth, {waits, {}}).schedules == 3);
  depth.spurious = true;
  CHECK(explore(depth, {kOldest, kNewest}).schedules == 7);
  const Outcome all = explore(depth, {{}, waits});
  CHECK(all.plans == std::vector<Plan>{base(kOld), base(kNew), base(kOld, true), base(kNew, true), held(kNew, {waits[0].key})});
  CHECK(all.points == 1);
  const Outcome broken = explore(depth, {waits, waits, [](const Plan& plan) { return plan.spurious; }}, 4);
  CHECK(broken.decided == 2U);
  depth.most = 3;
  CHECK(explore(depth, {waits, waits}).plans == std::vector<Plan>{base(kOld), base(kNew), base(kOld, true)});
  CHECK(explore(depth, {waits, waits}).sampled);
}

TEST_CASE("pairs come after the single delays, within one base order") {
  Depth depth;
  depth.level = Level::pairs;
  const Outcome all = explore(depth);
  REQUIRE(all.schedules == 7 + 3 + 1);
  const auto key = [](int i) { return kOldest[static_cast<std::size_t>(i)].key; };
  CHECK(all.plans[7] == held(kOld, {key(0), key(1)}));
  CHECK(all.plans[8] == held(kOld, {key(0), key(2)}));
  CHECK(all.plans[9] == held(kOld, {key(1), key(2)}));
  CHECK(all.plans[10] == held(kNew, {kNewest[0].key, kNewest[1].key}));
  CHECK(!all.sampled);
}

TEST_CASE("pairs fill what the single delays leave, drawn by the seed") {
  Depth depth;
  depth.level = Level::pairs;
  depth.most = 100;
  const Outcome all = explore(depth, {many(30), many(20)});
  CHECK(all.schedules == 100);
  CHECK(all.sampled);
  std::set<Plan> different(all.plans.begin(), all.plans.end());
  CHECK(different.size() == 100);
  for (std::size_t i = 52; i < 100; ++i) {
    REQUIRE(all.plans[i].delays.size() == 2);
    CHECK(all.plans[i].delays[0].nth < all.plans[i].delays[1].nth);
  }
}

TEST_CASE("every pair can be drawn and none twice, whatever their number") {
  Depth depth;
  depth.level = Level::pairs;
  for (unsigned points = 0; points <= 12; ++points) {
    const Outcome all = explore(depth, {many(points), {}});
    std::set<Plan> different(all.plans.begin(), all.plans.end());
    CHECK(different.size() == 2 + points + points * (points - 1) / 2);
    CHECK(all.schedules == different.size());
  }
  depth.most = 500;
  CHECK(explore(depth, {many(20'000), {}}).schedules == 500);  // 200 million pairs are not written down
}

TEST_CASE("walks have seeds that follow each other, behind the base orders") {
  Depth depth;
  depth.level = Level::walk;
  depth.most = 5;
  depth.seed = 77;
  const Outcome all = explore(depth);
  REQUIRE(all.schedules == 5);
  CHECK(all.plans[1] == base(kNew));
  for (std::size_t i = 2; i < 5; ++i) {
    Plan walk = base(Plan::Order::walk);
    walk.seed = 75 + i;
    CHECK(all.plans[i] == walk);
  }
}
