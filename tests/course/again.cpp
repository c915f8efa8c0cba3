// Each mutant again and again through its primary check, half of the times beside CPU burners: what is found once is
// found always, for no check draws anything unless its points are more than are tried.
//   short form: once, beside burners, where schedules are explored
//   ./ipclab test --soak (IPCLAB_SOAK=full): 200 times each
#include "support/burners.hpp"
#include "support/catch.hpp"
#include "support/variants.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

using namespace ipclab;
using namespace ipclab::tests;
using check::Verdict;

namespace {

struct Tally {
  int explorations = 0, found = 0;
};

// Adds to `tally`; what was not found is told.
void explore_again(const Variant& mutant, int times, const world::Isolation& isolation, Tally& tally) {
  const std::string primary = mutant.lab->bug(mutant.bug)->check;
  for (int i = 0; i < times; ++i) {
    const auto verdicts = grade_variant(mutant, isolation, {primary});
    const course::GradedCheck& graded = verdicts.at(primary);
    ++tally.explorations;
    if (graded.result.verdict == Verdict::failed) ++tally.found;
    INFO(mutant.name << ", " << primary << ": " << describe(graded));
    CHECK(graded.result.verdict == Verdict::failed);
  }
}

}  // namespace

TEST_CASE("every mutant is found every time, idle and beside CPU burners", "[lab-by-lab]") {
  const bool full = long_form();
  const auto isolation = world::probe();
  std::vector<Variant> mutants;
  for (Variant& variant : woven_variants())
    if (variant.kind == Variant::Kind::mutant)
      if (full || variant.lab->check(variant.lab->bug(variant.bug)->check)->schedules > 0) mutants.push_back(std::move(variant));
  Tally tally;
  if (full)
    for (const Variant& mutant : mutants) explore_again(mutant, 100, isolation, tally);
  {
    const Burners burners(4);
    for (const Variant& mutant : mutants) explore_again(mutant, full ? 100 : 1, isolation, tally);
  }
  std::printf("%d of %d explorations of %zu mutants found the bug\n", tally.found, tally.explorations, mutants.size());
  std::fflush(stdout);
  CHECK(tally.found == tally.explorations);
}
