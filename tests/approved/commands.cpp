#include "app/commands.hpp"
#include "course/selection.hpp"
#include "support/approved.hpp"
#include "support/catch.hpp"
#include "support/sample_course.hpp"

using namespace ipclab;
using check::Verdict;
using Catch::Matchers::ContainsSubstring;

namespace {
struct Course {
  tests::SampleCourse sample;
  course::Catalog catalog{sample.root(), sample.labs()};
  course::Progress progress{sample.root() / ".ipclab" / "progress.json"};

  void went(const std::string& lab, const std::string& check, Verdict verdict, std::optional<std::string> bug = {}) {
    check::CheckResult result;
    result.lab = lab;
    result.check = check;
    result.verdict = verdict;
    result.bug = std::move(bug);
    progress.record(result);
  }
  std::string hint(const std::string& check, bool seen = false) { return app::hint_text(catalog, progress, {check, seen}, {}); }
  std::string refusal(const std::string& check, bool seen = false) {
    try {
      return hint(check, seen);
    } catch (const course::Unknown& trouble) {
      return trouble.what();
    }
  }
};
}  // namespace

TEST_CASE("list shows what there is and how it stands") {
  Course course;
  course.went("pipe", "sender-ends", Verdict::passed);
  course.went("pipe", "whole-lines", Verdict::failed, "word-split");
  course.went("pipe", "ends-with-input", Verdict::inconclusive);
  tests::approve("list", app::list_text(course.catalog, course.progress, {}, {}));
}

TEST_CASE("the overview names the next step") {
  Course course;
  course.went("pipe", "sender-ends", Verdict::passed);
  course.went("pipe", "whole-lines", Verdict::passed);
  tests::approve("overview", app::overview_text(course.catalog, course.progress, {}));
}

TEST_CASE("a promise that a repair has broken stands beside what is repaired, and the step is not done") {
  Course course;
  course.went("pipe", "sender-ends", Verdict::passed);
  course.went("pipe", "whole-lines", Verdict::passed);
  course.went("pipe", "keeps-quiet", Verdict::failed);
  CHECK_THAT(app::list_text(course.catalog, course.progress, {"pipe/1"}, {}), ContainsSubstring("(20 min)   2 of 2 repaired, 1 newly broken\n"));
  CHECK_THAT(app::overview_text(course.catalog, course.progress, {}),
             ContainsSubstring("2 of 3 repaired, 1 newly broken\n") && ContainsSubstring("Next: step 1 of pipe"));
}

TEST_CASE("hints come one at a time and stay") {
  Course course;
  course.went("pipe", "ends-with-input", Verdict::failed, "write-end-open");
  std::string all;
  for (int i = 0; i < 4; ++i) all += course.hint("pipe/ends-with-input");
  tests::approve("hints", all);
  CHECK(course.progress.hints_seen("pipe", "write-end-open") == 3);
}

TEST_CASE("seen hints are shown again without opening the next") {
  Course course;
  course.went("pipe", "ends-with-input", Verdict::failed, "write-end-open");
  (void)course.hint("pipe/ends-with-input");
  CHECK(course.hint("pipe/ends-with-input", true).find("hint 2 of 3") == std::string::npos);
  CHECK(course.progress.hints_seen("pipe", "write-end-open") == 1);
}

TEST_CASE("no hint opens before its check has failed") {
  Course course;
  course.went("pipe", "whole-lines", Verdict::blocked);
  course.went("pipe", "sender-ends", Verdict::passed);
  course.went("pipe", "keeps-quiet", Verdict::failed);
  CHECK(course.refusal("pipe/ends-with-input") == "pipe/ends-with-input has not been checked yet; ./ipclab check pipe/ends-with-input first");
  CHECK(course.refusal("pipe/whole-lines") == "pipe/whole-lines was blocked the last time: hints open when it has failed");
  CHECK(course.refusal("pipe/sender-ends") == "pipe/sender-ends passed; there is nothing to hint at");
  CHECK(course.refusal("pipe/keeps-quiet") == "what pipe/keeps-quiet showed is none of the mistakes that have hints. What to look at: "
        "./ipclab check pipe/keeps-quiet says what was seen and where; ./ipclab trace pipe/keeps-quiet draws who did what, line by line; "
        "labs/pipe/README.md says what is promised");
  (void)course.sample.folder().write("labs/pipe/README.md", "# Lab: pipe\n\n### Step 1: `sender`\n\nIt sends.\n");
  CHECK_THAT(course.refusal("pipe/keeps-quiet"), Catch::Matchers::EndsWith("labs/pipe/README.md says what is promised (\"Step 1: `sender`\")"));
  CHECK(course.refusal("pipe/relay") == "hint wants a check, as `pipe/sender-ends`; ./ipclab list pipe shows them");
  course.went("pipe", "ends-with-input", Verdict::failed, "write-end-open");
  CHECK(course.refusal("pipe/ends-with-input", true) == "no hint to pipe/ends-with-input has been seen yet; ./ipclab hint pipe/ends-with-input shows the first");
}

TEST_CASE("a hint to what passes by now says so") {
  Course course;
  course.went("pipe", "ends-with-input", Verdict::failed, "write-end-open");
  course.went("pipe", "ends-with-input", Verdict::passed);
  CHECK(course.hint("pipe/ends-with-input").find("It passes now.") != std::string::npos);
}
