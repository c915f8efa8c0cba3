// The proof of the course by running it: bugs × checks, through the whole grader, in every tier that this machine has.
#include "course/matrix.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

using namespace ipclab;
using namespace ipclab::tests;
using check::Verdict;

namespace {

// The isolation of a tier, or nothing when this machine cannot give it.
std::optional<world::Isolation> isolation_of(const std::string& tier) {
  ::setenv("IPCLAB_TIER", tier.c_str(), 1);
  std::optional<world::Isolation> isolation;
  try {
    isolation = world::probe();
  } catch (const std::exception&) {
  }
  ::unsetenv("IPCLAB_TIER");
  return isolation;
}

// Where something is only looked at again: so many schedules of each check. soak.cpp draws others, and --soak runs all.
schedule::Depth some_schedules() {
  schedule::Depth depth;
  if (!long_form()) depth.most = 25;
  return depth;
}

bool kept(const course::GradedCheck& graded) { return graded.result.verdict == Verdict::passed || check::kept_so_far(graded.result); }

// Of a mutant the checks that claim its bug, under all schedules; the others, which it keeps, under some, and in the best
// tier only, for what they say is the same elsewhere. Of a solution all checks, under all schedules in the best tier.
// ./ipclab test --soak runs everything everywhere.
std::map<std::string, course::GradedCheck> grade_for_matrix(const Variant& variant, const world::Isolation& isolation, bool best_tier) {
  if (long_form()) return grade_variant(variant, isolation);
  if (variant.kind == Variant::Kind::solution && !best_tier) return grade_variant(variant, isolation, {}, some_schedules());
  if (variant.kind != Variant::Kind::mutant) return grade_variant(variant, isolation);
  std::set<std::string> claiming = checks_that_catch(*variant.lab, variant.bug);
  claiming.merge(checks_that_build_on(*variant.lab, claiming));
  auto verdicts = grade_variant(variant, isolation, claiming);
  std::set<std::string> others;
  for (const check::Check& check : variant.lab->promises->checks)
    if (check.program == variant.program->name && !verdicts.contains(std::string(check.id))) others.insert(std::string(check.id));
  if (best_tier && !others.empty()) verdicts.merge(grade_variant(variant, isolation, others, some_schedules()));
  return verdicts;
}

void expect_mutant_caught(const Variant& variant, const std::map<std::string, course::GradedCheck>& verdicts) {
  const std::set<std::string> catching = checks_that_catch(*variant.lab, variant.bug);
  const std::set<std::string> building_on = checks_that_build_on(*variant.lab, catching);
  for (const auto& [id, graded] : verdicts) {
    INFO(id << ": " << describe(graded));
    if (building_on.contains(id)) CHECK(graded.result.verdict == Verdict::blocked);
    else if (!catching.contains(id)) CHECK(kept(graded));
    else {
      CHECK(graded.result.verdict == Verdict::failed);
      CHECK(graded.result.bug == variant.bug);  // its evidence selects its hint
    }
  }
  CHECK(verdicts.at(variant.lab->bug(variant.bug)->check).result.verdict == Verdict::failed);
}

void expect_skeleton_scores_nothing(const Variant&, const std::map<std::string, course::GradedCheck>& verdicts) {
  int points = 0;
  for (const auto& [id, graded] : verdicts) {
    INFO(id << ": " << describe(graded));
    CHECK((graded.result.verdict == Verdict::failed || graded.result.verdict == Verdict::blocked || !graded.catches));
    points += graded.points;
  }
  CHECK(points <= 0);
}

// Masters keep everything, mutants fail what claims them and nothing else, skeletons score 0.
void expect_matrix_holds(const std::string& tier, bool best_tier) {
  const auto isolation = isolation_of(tier);
  if (!isolation) SKIP_TEST("this machine has no worlds of the tier " + tier);
  for (const Variant& variant : woven_variants()) {
    INFO(variant.name << " in tier " << tier);
    const auto verdicts = grade_for_matrix(variant, *isolation, best_tier);
    REQUIRE_FALSE(verdicts.empty());
    if (variant.kind == Variant::Kind::mutant) expect_mutant_caught(variant, verdicts);
    else if (variant.kind == Variant::Kind::skeleton) expect_skeleton_scores_nothing(variant, verdicts);
    else
      for (const auto& [id, graded] : verdicts) {
        INFO(id << ": " << describe(graded));
        CHECK((best_tier ? graded.result.verdict == Verdict::passed : kept(graded)));
      }
  }
}

}  // namespace

TEST_CASE("the matrix holds in the best tier of this machine", "[lab-by-lab]") {
  expect_matrix_holds(::geteuid() == 0 ? "root" : "user", true);
}

TEST_CASE("the matrix holds in user namespaces", "[lab-by-lab]") {
  expect_matrix_holds("user", false);
}

TEST_CASE("the matrix holds without namespaces but for a committed list of rows", "[lab-by-lab]") {
  const auto isolation = isolation_of("reduced");
  REQUIRE(isolation);
  const std::set<std::string> skips = course::undecided_when_reduced(the_course());
  for (const Variant& variant : woven_variants()) {
    INFO(variant.name);
    auto verdicts = grade_for_matrix(variant, *isolation, false);
    for (auto at = verdicts.begin(); at != verdicts.end();) {
      const bool unknown = (at->second.result.verdict == Verdict::skipped || at->second.result.verdict == Verdict::inconclusive) && !kept(at->second);
      if (unknown) {
        INFO(at->first << ": " << describe(at->second));
        CHECK(skips.contains(variant.lab->id + "/" + at->first));
      }
      at = unknown ? verdicts.erase(at) : std::next(at);
    }
    if (variant.kind == Variant::Kind::skeleton) expect_skeleton_scores_nothing(variant, verdicts);
    else if (variant.kind == Variant::Kind::mutant && verdicts.contains(variant.lab->bug(variant.bug)->check)) expect_mutant_caught(variant, verdicts);
    else if (variant.kind == Variant::Kind::solution)
      for (const auto& [id, graded] : verdicts) {
        INFO(id << ": " << describe(graded));
        CHECK(kept(graded));
      }
  }
}

TEST_CASE("other right programs, written from the README alone, keep every promise", "[lab-by-lab]") {
  const auto isolation = world::probe();
  std::map<const course::Program*, int> seen;
  for (const Variant& variant : alternatives()) {
    if (variant.kind != Variant::Kind::right) continue;
    INFO(variant.name);
    for (const auto& [id, graded] : grade_variant(variant, isolation, {}, some_schedules())) {
      INFO(id << ": " << describe(graded));
      CHECK(kept(graded));
    }
    ++seen[variant.program];
  }
  for (const course::Lab* lab : labs_to_try())
    for (const course::Step& step : lab->steps)
      for (const course::Program& program : step.programs) {
        INFO(lab->id << "/" << program.name);
        CHECK((program.given || seen[&program] >= 3));
      }
}

TEST_CASE("other wrong programs, written from the README alone, break a promise", "[lab-by-lab]") {
  const auto isolation = world::probe();
  std::map<const course::Program*, int> seen;
  for (const Variant& variant : alternatives()) {
    if (variant.kind != Variant::Kind::wrong) continue;
    INFO(variant.name);
    int failed = 0;
    std::string all;
    auto verdicts = grade_until_one_fails(variant, isolation, some_schedules());
    const auto has_failed = [](const auto& one) { return one.second.result.verdict == Verdict::failed; };
    if (std::none_of(verdicts.begin(), verdicts.end(), has_failed)) verdicts = grade_until_one_fails(variant, isolation);
    for (const auto& [id, graded] : verdicts) {
      failed += graded.result.verdict == Verdict::failed ? 1 : 0;
      all += id + ": " + describe(graded) + "\n";
      CHECK((graded.result.verdict != Verdict::broken && graded.result.verdict != Verdict::skipped));
    }
    INFO(all);
    // "// beyond:" in its first lines says what the grader cannot bring about yet, and why.
    if (variant.source.find("\n// beyond: ") < 400) continue;
    CHECK(failed > 0);
    ++seen[variant.program];
  }
  for (const course::Lab* lab : labs_to_try())
    for (const course::Step& step : lab->steps)
      for (const course::Program& program : step.programs) {
        INFO(lab->id << "/" << program.name);
        CHECK((program.given || seen[&program] >= 3));
      }
}
