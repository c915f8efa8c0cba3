#include "course/selection.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

using namespace ipclab;
using namespace ipclab::course;
using Catch::Matchers::ContainsSubstring;
using Ids = std::vector<std::string>;

namespace {
struct Course {
  tests::SampleCourse sample;
  Catalog catalog{sample.root(), sample.labs()};

  [[nodiscard]] Ids ids(const Ids& whats) const {
    Ids found;
    for (const Chosen& chosen : choose(catalog, whats)) found.push_back(chosen.lab->id + "/" + std::string(chosen.check->id));
    return found;
  }
  [[nodiscard]] std::string complaint(const std::string& what) const {
    try {
      (void)choose(catalog, {what});
    } catch (const Unknown& trouble) {
      return trouble.what();
    }
    return "none";
  }
};
}  // namespace

TEST_CASE("no choice is every check in the order of the course") {
  CHECK(Course().ids({}) == Ids{"pipe/sender-ends", "pipe/whole-lines", "pipe/keeps-quiet", "pipe/ends-with-input", "pipe/heading", "fifo/says-usage"});
}

TEST_CASE("a lab, a step, a program and a check can be chosen") {
  const Course course;
  CHECK(course.ids({"fifo"}) == Ids{"fifo/says-usage"});
  CHECK(course.ids({"pipe/1"}) == Ids{"pipe/sender-ends", "pipe/whole-lines", "pipe/keeps-quiet"});
  CHECK(course.ids({"pipe/relay"}) == Ids{"pipe/ends-with-input", "pipe/heading"});
  CHECK(course.ids({"pipe/keeps-quiet"}) == Ids{"pipe/keeps-quiet"});
}

TEST_CASE("a chosen check brings the checks it builds on") {
  CHECK(Course().ids({"pipe/whole-lines"}) == Ids{"pipe/sender-ends", "pipe/whole-lines"});
}

TEST_CASE("what is chosen twice runs once") {
  CHECK(Course().ids({"pipe/heading", "pipe/2", "pipe/heading"}) == Ids{"pipe/ends-with-input", "pipe/heading"});
}

TEST_CASE("a path that the shell completed means the same") {
  const Course course;
  CHECK(course.ids({"labs/fifo/"}) == Ids{"fifo/says-usage"});
  CHECK(course.ids({"./labs/pipe/2-relay/relay.cpp"}) == course.ids({"pipe/relay"}));
  CHECK(course.ids({"pipe/1-sender"}) == course.ids({"pipe/1"}));
}

TEST_CASE("an unknown name is told with the nearest one") {
  const Course course;
  CHECK(course.complaint("pip") == "no lab `pip`; did you mean pipe?");
  CHECK(course.complaint("shm") == "no lab `shm`; there are pipe, fifo");
  CHECK(course.complaint("pipe/rely") == "no step, program or check `rely` in pipe; did you mean pipe/relay?");
  CHECK(course.complaint("pipe/ends-with") == "no step, program or check `ends-with` in pipe; did you mean pipe/ends-with-input?");
  CHECK_THAT(course.complaint("pipe/7"), ContainsSubstring("no step, program or check `7` in pipe"));
  CHECK_THAT(course.complaint("pipe/1/relay"), ContainsSubstring("no step, program or check `relay` in pipe/1"));
  CHECK(course.complaint("heading") == "no lab `heading`; did you mean pipe/heading?");
  CHECK_THAT(course.complaint(""), ContainsSubstring("`` names nothing"));
  CHECK_THAT(course.complaint("/"), ContainsSubstring("`/` names nothing"));
}
