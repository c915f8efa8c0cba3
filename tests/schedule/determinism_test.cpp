// The same schedule is the same each time: every run of a base order comes to the same points in the same sequence,
// also on a busy machine. And drawn schedules of right programs, many of them.
#include "schedule/corpus.hpp"
#include "support/burners.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>

using namespace ipclab;
using namespace ipclab::tests;
using check::Verdict;
using schedule::Plan;

namespace {

const world::Isolation& isolation() {
  static const world::Isolation isolation = world::probe();
  return isolation;
}

const Corpus& corpus() {
  static const Corpus corpus(isolation(), false);
  return corpus;
}

std::string sequence_of(const check::TrialReply& reply) {
  std::string text;
  for (const schedule::Seen& seen : reply.points) text += seen.key.who + "/" + seen.key.call + "." + std::to_string(seen.key.nth) + " ";
  return text;
}

// How often which sequence was seen, by program and base order.
using Sequences = std::map<std::pair<std::string, Plan::Order>, std::map<std::string, int>>;

void run_base_orders(const std::vector<Runnable>& programs, int runs, Sequences& sequences) {
  std::size_t given = 0;
  const std::size_t all = programs.size() * 2 * static_cast<std::size_t>(runs);
  run_schedules(isolation(), side_by_side(),
                [&]() -> std::optional<Scheduled> {
                  if (given == all) return std::nullopt;
                  Scheduled one{programs[given / 2 % programs.size()], {}};
                  one.plan.order = given++ % 2 == 0 ? Plan::Order::oldest : Plan::Order::newest;
                  return one;
                },
                [&](const Scheduled& one, const check::TrialReply& reply) {
                  ++sequences[{one.program.subject->name, one.plan.order}][std::string(check::name(reply.result.verdict)) + " " + sequence_of(reply)];
                });
}

// From where on two texts differ, a little of both.
std::string difference(const std::string& one, const std::string& other) {
  std::size_t at = 0;
  while (at < one.size() && at < other.size() && one[at] == other[at]) ++at;
  at -= std::min<std::size_t>(at, 60);
  return "..." + one.substr(at, 160) + "\n..." + other.substr(at, 160);
}

void expect_one_schedule_each(const Sequences& sequences) {
  std::size_t several = 0;
  for (const auto& [which, seen] : sequences) {
    if (seen.size() == 1) continue;
    ++several;
    INFO(which.first << (which.second == Plan::Order::oldest ? ", oldest first: " : ", newest first: ") << seen.size() << " sequences, "
                     << seen.begin()->second << " times\n" << difference(seen.begin()->first, std::next(seen.begin())->first));
    CHECK(seen.size() == 1);
  }
  std::printf("%zu of %zu base orders with more than one sequence\n", several, sequences.size());
  std::fflush(stdout);
}

std::vector<Runnable> programs_that_do_not_vary() {
  std::vector<Runnable> programs;
  for (const Subject& subject : corpus().subjects())
    if (!subject.has("varies")) programs.push_back(corpus().of(subject, check::Build::plain));
  return programs;
}

}  // namespace

TEST_CASE("each base order of each program is one schedule, idle and beside CPU burners") {
  Sequences sequences;
  run_base_orders(programs_that_do_not_vary(), long_form() ? 10 : 2, sequences);
  const Burners burners(6);
  run_base_orders(programs_that_do_not_vary(), long_form() ? 5 : 1, sequences);
  expect_one_schedule_each(sequences);
}

TEST_CASE("200 runs of a base order are one schedule, idle and beside CPU burners") {
  const int runs = long_form() ? 100 : 10;
  std::vector<Runnable> programs;
  for (const char* name : {"right/bounded_buffer", "right/condition_between_processes", "right/sigsuspend_handshake", "right/pipeline_of_three",
                           "right/message_types", "right/sysv_sem_undo", "right/poll_with_timeout", "right/std_packaged_tasks"})
    programs.push_back(corpus().of(name));
  Sequences sequences;
  run_base_orders(programs, runs, sequences);
  const Burners burners(6);
  run_base_orders(programs, runs, sequences);
  expect_one_schedule_each(sequences);
}

TEST_CASE("no drawn schedule fails a right program, idle and beside CPU burners") {
  const std::size_t schedules = long_form() ? 20'000 : 1'000;
  const char* given = std::getenv("IPCLAB_SOAK_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  std::printf("drawn schedules: %zu, seed %u\n", schedules, seed);
  std::fflush(stdout);
  std::mt19937 random(seed);
  std::vector<Runnable> programs;
  for (const Subject& subject : corpus().subjects())
    if (subject.right) programs.push_back(corpus().of(subject, check::Build::plain));
  REQUIRE_FALSE(programs.empty());  // IPCLAB_CORPUS may have left none
  std::map<std::string, std::vector<schedule::PointKey>> points;  // seen so far, by program

  const auto draw = [&] {
    const auto below = [&](std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); };
    Scheduled one{programs[below(programs.size())], {}};
    constexpr Plan::Order kOrders[] = {Plan::Order::oldest, Plan::Order::newest, Plan::Order::walk};
    one.plan.order = kOrders[below(3)];
    one.plan.seed = below(1'000'000);
    one.plan.spurious = below(4) == 0;
    const auto& known = points[one.program.subject->name];
    for (std::size_t delays = below(4); delays > 0 && !known.empty(); --delays) one.plan.delays.push_back(known[below(known.size())]);
    return one;
  };
  std::size_t failed = 0, undecided = 0;
  const auto run = [&](std::size_t count) {
    run_schedules(isolation(), side_by_side(), [&]() { return count-- > 0 ? std::optional(draw()) : (count = 0, std::nullopt); },
                  [&](const Scheduled& one, const check::TrialReply& reply) {
                    auto& known = points[one.program.subject->name];
                    if (known.size() < 300)
                      for (const schedule::Seen& seen : reply.points) known.push_back(seen.key);
                    if (reply.result.verdict == Verdict::passed) return;
                    if (reply.result.verdict == Verdict::inconclusive && one.program.subject->has("undecided")) return;
                    ++(reply.result.verdict == Verdict::failed ? failed : undecided);
                    INFO(one.program.name() << ": " << in_words(reply.result) << " " << in_words(one.plan));
                    CHECK(reply.result.verdict == Verdict::passed);
                  });
  };
  run(schedules / 2);
  {
    const Burners burners(6);
    run(schedules - schedules / 2);
  }
  std::printf("drawn schedules: %zu failed, %zu undecided\n", failed, undecided);
  CHECK(failed == 0);
  CHECK(undecided == 0);
}
