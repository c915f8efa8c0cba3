// The explorer, held by a corpus of its own (corpus.hpp): it fails no right program, however odd, in any mode, and finds
// every wrong one. The long form (./ipclab test --soak, that is IPCLAB_SOAK=full) explores deeper and also under load.
#include "schedule/corpus.hpp"
#include "support/burners.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <cstdio>
#include <optional>

using namespace ipclab;
using namespace ipclab::tests;
using check::Verdict;
using schedule::Depth;
using schedule::Plan;

namespace {

const world::Isolation& isolation() {
  static const world::Isolation isolation = world::probe();
  return isolation;
}

const Corpus& corpus() {
  static const Corpus corpus(isolation(), long_form());
  return corpus;
}

std::vector<Runnable> all_right(check::Build build) {
  std::vector<Runnable> programs;
  for (const Subject& subject : corpus().subjects())
    if (subject.right && (build == check::Build::plain || long_form() || subject.has("memory"))) programs.push_back(corpus().of(subject, build));
  return programs;
}

struct Tally {
  std::size_t programs = 0, schedules = 0, failed = 0, undecided = 0;
};

void expect_right(const Runnable& program, const check::CheckResult& result, std::size_t schedules, Tally& tally) {
  tally.schedules += schedules;
  const bool kept_as_far_as_tried = result.verdict == Verdict::inconclusive && result.explored && result.explored->reduced && result.explored->token.empty();
  if (result.verdict == Verdict::passed || kept_as_far_as_tried) return;
  ++(result.verdict == Verdict::failed ? tally.failed : tally.undecided);
  INFO(program.name() << ": " << in_words(result));
  if (result.verdict == Verdict::inconclusive && program.subject->has("undecided")) return;
  CHECK(result.verdict == Verdict::passed);
}

void print(const char* what, const Tally& tally) {
  std::printf("%s: %zu programs, %zu schedules, %zu failed, %zu undecided\n", what, tally.programs, tally.schedules, tally.failed, tally.undecided);
  std::fflush(stdout);
}

void explore_right(const char* what, const std::vector<Runnable>& programs, const Depth& depth) {
  Tally tally;
  explore(isolation(), programs, [&](const Runnable&) { return depth; }, [&](const Runnable& program, const check::CheckResult& result) {
    ++tally.programs;
    expect_right(program, result, result.explored ? result.explored->schedules : 1, tally);
  });
  print(what, tally);
  CHECK(tally.programs == programs.size());
}

Depth depth_that_finds(const Runnable& program) {
  Depth depth;
  depth.spurious = program.subject->has("spurious");
  if (program.subject->has("pairs")) {
    depth.level = Depth::Level::pairs;
    depth.most = 2000;
  }
  return depth;
}

std::vector<Runnable> all_wrong() {
  std::vector<Runnable> programs;
  for (const Subject& subject : corpus().subjects())
    if (!subject.right && !subject.has("beyond"))
      programs.push_back(corpus().of(subject, subject.has("memory") ? check::Build::memory : check::Build::plain));
  return programs;
}

// How many of them were found.
std::size_t find_wrong(const char* what) {
  Tally tally;
  std::size_t found = 0, most = 0;
  const std::vector<Runnable> programs = all_wrong();
  explore(isolation(), programs, depth_that_finds, [&](const Runnable& program, const check::CheckResult& result) {
    const std::size_t needed = result.explored ? result.explored->schedules : 0;
    ++tally.programs;
    tally.schedules += needed;
    most = std::max(most, needed);
    if (result.verdict == Verdict::failed) ++found;
    INFO(program.name() << ": " << in_words(result));
    CHECK(result.verdict == Verdict::failed);
  });
  std::printf("%s: %zu of %zu found, after %zu schedules together and at most %zu\n", what, found, programs.size(), tally.schedules, most);
  std::fflush(stdout);
  return found;
}

}  // namespace

TEST_CASE("the corpus is large and each program says what it shows") {
  std::size_t right = 0, wrong = 0;
  for (const Subject& subject : corpus().subjects()) {
    ++(subject.right ? right : wrong);
    INFO(subject.name);
    CHECK(subject.source.starts_with("// "));
    for (const auto& [mark, why] : subject.marks) {
      INFO(mark);
      const bool plain = mark == "memory" || mark == "spurious" || mark == "pairs";
      const bool reasoned = (mark == "undecided" || mark == "beyond" || mark == "varies") && !why.empty();
      CHECK((plain || reasoned));
    }
  }
  CHECK(right >= 100);
  CHECK(wrong >= 70);
}

TEST_CASE("no right program fails when each point is held once") {
  Depth depth;
  depth.spurious = true;
  depth.most = long_form() ? 1000 : 40;
  explore_right("one delay", all_right(check::Build::plain), depth);
}

TEST_CASE("no right program fails when accesses to memory are points") {
  Depth depth;
  depth.spurious = true;
  depth.most = long_form() ? 400 : 40;
  explore_right("one delay, with memory", all_right(check::Build::memory), depth);
}

TEST_CASE("no right program fails on random walks") {
  Depth depth;
  depth.level = Depth::Level::walk;
  depth.most = long_form() ? 50 : 20;
  explore_right("walks", all_right(check::Build::plain), depth);
}

TEST_CASE("no right program fails with two delays") {
  Depth depth;
  depth.level = Depth::Level::pairs;
  depth.most = long_form() ? 500 : 16;
  explore_right("two delays", all_right(check::Build::plain), depth);
}

TEST_CASE("no right program fails when nobody is held and only time is virtual") {
  Tally tally;
  std::vector<Scheduled> all;
  for (const Runnable& program : all_right(check::Build::plain)) {
    Plan plan;
    plan.order = Plan::Order::free;
    all.push_back({program, plan});
  }
  std::size_t given = 0;
  run_schedules(isolation(), side_by_side(), [&] { return given < all.size() ? std::optional(all[given++]) : std::nullopt; },
                [&](const Scheduled& one, const check::TrialReply& reply) {
                  ++tally.programs;
                  expect_right(one.program, reply.result, 1, tally);
                });
  print("free", tally);
  CHECK(tally.programs == all.size());
}

TEST_CASE("every wrong program is found") {
  const std::size_t times = long_form() ? 20 : 1;
  for (std::size_t i = 0; i < times; ++i) find_wrong("idle");
}

TEST_CASE("every wrong program is found beside CPU burners") {
  if (!long_form()) SKIP_TEST("only in the long form");
  const Burners burners(6);
  for (int i = 0; i < 20; ++i) find_wrong("beside burners");
}
