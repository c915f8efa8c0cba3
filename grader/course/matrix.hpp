// The matrix of the course, bugs and checks, as the page docs/matrix.md: what the labs' data says of them, and what a run
// of all of them took. The page can be read back, so that a test finds out whether it still says what the data says.
#pragma once
#include "course/catalog.hpp"
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace ipclab::course {

struct Measured {
  std::size_t schedules = 0;  // of a bug: up to the one that showed it; of a check: all; 0: run once, freely
  double seconds = 0;         // all its trials together
};

struct Measures {
  std::string machine;                   // on which, and in which tier: a sentence without its stop
  std::map<std::string, Measured> bugs;    // by "lab/bug": the mutant's primary check
  std::map<std::string, Measured> checks;  // by "lab/check": on the solution
};

// `undecided`: the rows "lab/check" that may be left open without namespaces. What was not measured is shown as "-".
[[nodiscard]] std::string matrix_page(const Catalog& catalog, const std::set<std::string>& undecided, const Measures& measures);
// What such a page says was measured; other text is passed over.
[[nodiscard]] Measures read_measures(std::string_view page);

// The committed list of those rows, tests/course/reduced_tier_skips.txt. Throws posix::Error.
[[nodiscard]] std::set<std::string> undecided_when_reduced(const Catalog& catalog);

}  // namespace ipclab::course
