#include "app/commands.hpp"
#include "course/selection.hpp"
#include "report/side_by_side.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"
#include "support/source_text.hpp"

using namespace ipclab;
using check::Verdict;

namespace {
struct Course {
  tests::SampleCourse sample;
  course::Catalog catalog{sample.root(), sample.labs()};
  course::Progress progress{sample.root() / ".ipclab" / "progress.json"};

  void went(const std::string& check, Verdict verdict) {
    check::CheckResult result;
    result.lab = "pipe";
    result.check = check;
    result.verdict = verdict;
    progress.record(result);
  }
  std::string refusal(const std::string& check) {
    try {
      (void)app::check_to_explain(catalog, progress, check);
      return "none";
    } catch (const course::Unknown& trouble) {
      return trouble.what();
    }
  }
};
}  // namespace

TEST_CASE("the explanation of a mistake reads as approved") {
  const Course course;
  const course::Lab& lab = *course.catalog.lab("pipe");
  std::string all;
  for (const course::Bug& bug : lab.bugs) all += app::explain_text(course.catalog, lab, bug, {}) + "\n";
  tests::approve("explanation", all);
}

TEST_CASE("an explanation opens when its check has passed, and not before") {
  Course course;
  CHECK(course.refusal("pipe/sender-ends") == "pipe/sender-ends has not been checked yet; ./ipclab check pipe/sender-ends first");
  course.went("sender-ends", Verdict::failed);
  CHECK(course.refusal("pipe/sender-ends") ==
        "pipe/sender-ends failed the last time; the explanation opens when it has passed, and until then there is ./ipclab hint pipe/sender-ends");
  course.went("sender-ends", Verdict::passed);
  CHECK(course.refusal("pipe/sender-ends") == "none");
  CHECK(course.refusal("pipe/keeps-quiet") == "pipe/keeps-quiet was kept from the start: there is no mistake to explain");
  CHECK(course.refusal("pipe/relay") == "explain wants a check, as `pipe/sender-ends`; ./ipclab list pipe shows them");
}

TEST_CASE("broken and repaired text stand side by side where they fit, else one under the other") {
  const std::string broken = "    pause();\n", repaired = "    while (!told)\n      sigsuspend(&mask);\n";
  CHECK(report::side_by_side(broken, repaired, 2, {}) ==
        "  broken               │ repaired\n  pause();             │ while (!told)\n                       │   sigsuspend(&mask);\n");
  CHECK(report::side_by_side(broken, repaired, 2, {false, 40}) ==
        "  broken:\n    pause();\n  repaired:\n    while (!told)\n      sigsuspend(&mask);\n");
  CHECK(report::side_by_side("", "x();\n", 0, {}) == "broken               │ repaired\n(nothing)            │ x();\n");
}
