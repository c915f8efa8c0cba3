// What the answers of many schedules say together, with invented answers.
#include "course/exploration.hpp"
#include "support/catch.hpp"

#include <cerrno>

using namespace ipclab;
using check::Verdict;
using schedule::Plan;
using Catch::Matchers::ContainsSubstring;

namespace {

check::Check asking_for(std::size_t schedules) {
  check::Check check;
  check.id = "no-lost-signal";
  check.program = "waiter";
  check.schedules = schedules;
  return check;
}

check::TrialReply went(Verdict verdict, double ms = 2) {
  check::TrialReply reply;
  reply.result.verdict = verdict;
  reply.result.ms = ms;
  reply.points = {{{"waiter", "pause", 1}, 4}, {{"grader", "signal", 1}, 0}};
  if (verdict == Verdict::failed) reply.result.finding.emplace().happened = "waiter sleeps for ever";
  else if (verdict != Verdict::passed) reply.result.because = "why";
  return reply;
}

template <class Answer>
check::CheckResult explored(const check::Check& check, const schedule::Depth& depth, Answer answer) {
  course::Exploration exploration("sigprocmask", check, depth);
  while (const auto one = exploration.next()) exploration.answer(one->number, answer(*one));
  REQUIRE(exploration.finished());
  return exploration.result();
}

bool holds_pause(const Plan& plan) { return !plan.delays.empty() && plan.delays.front().call == "pause"; }

}  // namespace

TEST_CASE("a promise kept in every schedule is passed, and says how many there were") {
  const auto check = asking_for(6);
  const auto result = explored(check, {}, [](const auto&) { return went(Verdict::passed); });
  CHECK(result.verdict == Verdict::passed);
  CHECK(result.ms == Catch::Approx(12));
  REQUIRE(result.explored);
  CHECK(result.explored->schedules == 6);
  CHECK(result.explored->points == 2);
  CHECK(result.explored->undelayed == 2);
  CHECK(result.explored->held_points == 2);
  CHECK(result.explored->level == "singles");
  CHECK(result.explored->token.empty());
  CHECK(result.explored->held.empty());
}

TEST_CASE("a call that a check lets fail fails in each of its schedules, and stands in the token") {
  auto check = asking_for(6);
  check.fails = schedule::Failure{"fork", 1, EAGAIN};
  const auto result = explored(check, {}, [](const auto& one) {
    CHECK(one.plan.failure == schedule::Failure{"fork", 1, EAGAIN});
    return went(holds_pause(one.plan) ? Verdict::failed : Verdict::passed);
  });
  REQUIRE(result.explored);
  CHECK(result.explored->token == "sigprocmask/no-lost-signal:old~fail=fork.1.EAGAIN+waiter/pause.1");
  CHECK_THAT(result.explored->held, ContainsSubstring("The grader lets call number 1 of fork fail with EAGAIN,"));
}

TEST_CASE("the schedule that broke the promise is told with its token and in words") {
  const auto check = asking_for(6);
  const auto result = explored(check, {}, [](const auto& one) {
    auto reply = went(holds_pause(one.plan) ? Verdict::failed : Verdict::passed);
    if (holds_pause(one.plan)) reply.held = {"waiter before pause(2) at waiter.cpp:41"};
    return reply;
  });
  CHECK(result.verdict == Verdict::failed);
  REQUIRE(result.finding);
  CHECK(result.finding->happened == "waiter sleeps for ever");
  REQUIRE(result.explored);
  CHECK(result.explored->schedules == 3);
  CHECK(result.explored->token == "sigprocmask/no-lost-signal:old+waiter/pause.1");
  CHECK(result.explored->held == "Schedule 3 of 6 holds waiter before pause(2) at waiter.cpp:41 until nobody else can go on.");
}

TEST_CASE("a promise broken in the first schedule does not say how many there would have been") {
  const auto check = asking_for(6);
  const auto result = explored(check, {}, [](const auto&) { return went(Verdict::failed); });
  REQUIRE(result.explored);
  CHECK(result.explored->schedules == 1);
  CHECK(result.explored->held == "Schedule 1 holds nobody: of all who can go on, the one that was there first goes first.");
}

TEST_CASE("what cannot be decided in one schedule is the result of all") {
  const auto check = asking_for(6);
  for (const Verdict verdict : {Verdict::inconclusive, Verdict::broken, Verdict::skipped}) {
    const auto result = explored(check, {}, [&](const auto& one) { return went(holds_pause(one.plan) ? verdict : Verdict::passed); });
    CHECK(result.verdict == verdict);
    CHECK(result.because == "why");
    CHECK(result.explored->token == "sigprocmask/no-lost-signal:old+waiter/pause.1");
  }
}

TEST_CASE("a schedule that is the same as another one counts for a pass, though it was not run") {
  const auto check = asking_for(6);
  const auto result = explored(check, {}, [](const auto&) {
    auto reply = went(Verdict::passed);
    reply.points.front().alone = true;
    return reply;
  });
  CHECK(result.verdict == Verdict::passed);
  CHECK(result.explored->schedules == 4);
  CHECK(result.explored->no_choice == 1);
}

TEST_CASE("fewer schedules than a pass asks for are inconclusive") {
  const auto check = asking_for(7);
  const auto result = explored(check, {}, [](const auto&) { return went(Verdict::passed); });
  CHECK(result.verdict == Verdict::inconclusive);
  CHECK_THAT(result.because, ContainsSubstring("all 6 schedules") && ContainsSubstring("7 or more"));
  const auto failed = explored(check, {}, [](const auto& one) { return went(one.number == 5 ? Verdict::failed : Verdict::passed); });
  CHECK(failed.verdict == Verdict::failed);
}

TEST_CASE("whoever asks for too few schedules gets no pass") {
  const auto check = asking_for(7);
  schedule::Depth depth;
  depth.most = 4;
  const auto result = explored(check, depth, [](const auto&) { return went(Verdict::passed); });
  CHECK(result.verdict == Verdict::inconclusive);
  CHECK(result.explored->schedules == 4);
  CHECK(result.explored->sampled);
}

TEST_CASE("a search that is smaller than the usual one gives no pass, and says how to get one") {
  const auto check = asking_for(3);
  const auto searched = [&](auto change) {
    schedule::Depth depth;
    change(depth);
    return explored(check, depth, [](const auto&) { return went(Verdict::passed); });
  };
  const auto few = searched([](auto& depth) { depth.most = 5; });
  CHECK(few.verdict == Verdict::inconclusive);
  CHECK(check::kept_so_far(few));
  CHECK(few.because == "passed in the 5 schedules that were tried; run ./ipclab check without --schedules for the verdict");
  CHECK_FALSE(check::kept_so_far(searched([](auto& depth) { depth.most = 6; })));  // there are no more
  const auto walk = searched([](auto& depth) { depth.level = schedule::Depth::Level::walk; });
  CHECK(walk.verdict == Verdict::inconclusive);
  CHECK_THAT(walk.because, ContainsSubstring("without --explore walk"));
  const auto pairs = searched([](auto& depth) { depth.level = schedule::Depth::Level::pairs, depth.most = 6; });
  CHECK(pairs.verdict == Verdict::passed);  // all single delays were among them
  CHECK(pairs.explored->sampled);
  CHECK(searched([](auto& depth) { depth.seed = 7; }).verdict == Verdict::passed);  // nothing was drawn
}

TEST_CASE("where the base orders show it, nobody is held, unless somebody asks for more") {
  auto check = asking_for(2);
  check.orders_only = true;
  schedule::Depth depth;
  const auto passes = [](const auto&) { return went(Verdict::passed); };
  const auto orders = explored(check, depth, passes);
  CHECK(orders.verdict == Verdict::passed);
  CHECK(orders.explored->schedules == 2);
  CHECK(orders.explored->level == "orders");
  depth.level = schedule::Depth::Level::pairs;
  CHECK(explored(check, depth, passes).explored->schedules > 2);
  depth = {};
  depth.most = 1;
  CHECK(check::kept_so_far(explored(check, depth, passes)));
}

TEST_CASE("a failure counts in the smallest search") {
  const auto check = asking_for(6);
  schedule::Depth depth;
  depth.most = 1;
  const auto result = explored(check, depth, [](const auto&) { return went(Verdict::failed); });
  CHECK(result.verdict == Verdict::failed);
  CHECK_FALSE(check::kept_so_far(result));
}

TEST_CASE("a schedule whose delay never came about says nothing") {
  const auto check = asking_for(6);
  const auto result = explored(check, {}, [](const auto& one) {
    auto reply = went(Verdict::passed);
    if (holds_pause(one.plan)) reply.not_reached = one.plan.delays;
    return reply;
  });
  CHECK(result.verdict == Verdict::inconclusive);
  CHECK(result.explored->schedules == 4);
}

TEST_CASE("a check may ask for conditions that wake for nothing") {
  auto check = asking_for(3);
  check.spurious = true;
  const auto waits = [](const auto&) {
    auto reply = went(Verdict::passed);
    reply.points = {{{"waiter", "pthread_cond_wait", 1}, 4}};
    return reply;
  };
  CHECK(explored(check, {}, waits).explored->schedules == 6);
}

TEST_CASE("each kind of schedule reads as a sentence") {
  const auto words = [](const Plan& plan, const std::vector<std::string>& held = {}) { return course::schedule_in_words("This schedule", plan, held); };
  Plan plan;
  plan.order = Plan::Order::newest;
  CHECK(words(plan) == "This schedule holds nobody: of all who can go on, the one that came last goes first.");
  plan.delays = {{"client.c1", "read", 2}};
  CHECK(words(plan) == "This schedule holds client.c1 before its call number 2 of read until nobody else can go on."
                       " Among the others, the one that came last goes first.");
  plan.order = Plan::Order::oldest;
  plan.delays.push_back({"client", "write", 1});
  CHECK(words(plan, {"a before read(2)", "b before write(2)"}) ==
        "This schedule holds a before read(2) and b before write(2), each until nobody else can go on.");
  plan.delays.clear();
  plan.spurious = true;
  plan.failure = schedule::Failure{"fork", 1, EAGAIN};
  CHECK_THAT(words(plan), ContainsSubstring("wakes up once though nobody signalled") && ContainsSubstring("The grader lets call number 1 of fork fail with EAGAIN,"));
  plan = {};
  plan.order = Plan::Order::walk;
  plan.seed = 8;
  CHECK_THAT(words(plan), ContainsSubstring("at random") && ContainsSubstring("seed 8"));
}

TEST_CASE("a check without schedules has its luck, too, and only what AddressSanitizer watches runs as it is") {
  check::Check check;
  for (const bool spurious : {false, true}) {
    check.spurious = spurious;
    const auto plan = course::plan_without_schedules(check);
    REQUIRE(plan);
    CHECK(plan->order == Plan::Order::free);
    CHECK(plan->spurious == spurious);
    check::CheckResult result;
    course::tell_of_luck(check, result);
    CHECK_FALSE(result.finding);
    result.finding.emplace();
    course::tell_of_luck(check, result);
    CHECK(result.finding->notes.size() == (spurious ? 1 : 0));
  }
  check.build = check::Build::address;
  CHECK_FALSE(course::plan_without_schedules(check));
}
