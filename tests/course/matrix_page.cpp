// docs/matrix.md is written by `./ipclab matrix`. What stands in it that the labs' data says is held equal to it here;
// what was measured must be there for each row, whatever it is.
#include "course/matrix.hpp"
#include "schedule/explorer.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

using namespace ipclab;
using namespace ipclab::course;

TEST_CASE("the page of the matrix says what the labs' data says") {
  const Catalog catalog(tests::project_root());
  const std::string page = tests::text_of("docs/matrix.md");
  const Measures measures = read_measures(page);
  CHECK_FALSE(measures.machine.empty());
  CHECK(page == matrix_page(catalog, undecided_when_reduced(catalog), measures));
}

TEST_CASE("each row of the matrix was measured, and schedules where there are any") {
  const Catalog catalog(tests::project_root());
  const Measures measures = read_measures(tests::text_of("docs/matrix.md"));
  for (const Lab& lab : catalog.labs()) {
    for (const Bug& bug : lab.bugs) {
      INFO(lab.id << "/" << bug.id);
      REQUIRE(measures.bugs.contains(lab.id + "/" + bug.id));
      CHECK((measures.bugs.at(lab.id + "/" + bug.id).schedules > 0) == (lab.check(bug.check)->schedules > 0));
    }
    for (const check::Check& check : lab.promises->checks) {
      const std::string name = lab.id + "/" + std::string(check.id);
      INFO(name);
      REQUIRE(measures.checks.contains(name));
      CHECK((measures.checks.at(name).schedules > 0) == (check.schedules > 0));
      CHECK(measures.checks.at(name).schedules < schedule::Depth{}.most);  // all of them were run, no sample of them
    }
  }
}
