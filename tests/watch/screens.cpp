// What the screen looks like: in any size, and without colours for who wants none.
#include "watch/student.hpp"

#include "support/approved.hpp"
#include "support/sample_grade.hpp"
#include "support/source_text.hpp"
#include "support/variants.hpp"

#include "app/watch_pages.hpp"
#include "app/watch_screen.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

using namespace ipclab;
using namespace ipclab::tests;
using Catch::Matchers::ContainsSubstring;

namespace {

// The sample's first step as if it were the pipe lab's third.
app::Screen sample() {
  app::Screen screen;
  screen.at = {the_course().lab("pipe"), the_course().lab("pipe")->step(3)};
  screen.grade = sample_grade();
  screen.bugs = 3;
  screen.repaired = 1;
  screen.another = true;
  return screen;
}

}  // namespace

TEST_CASE("a screen has as many lines as rows, and none is wider than its columns") {
  app::Screen screen = sample();
  screen.view = GENERATE(app::View::verdict, app::View::help, app::View::ask_reset);
  screen.message = "Progress is not kept: open /somewhere/quite/far/away/from/here/.ipclab/progress.json: Read-only file system (EROFS).";
  for (const std::size_t columns : {1U, 10U, 20U, 40U, 80U, 200U})
    for (const std::size_t rows : {1U, 2U, 5U, 10U, 24U, 60U}) {
      const auto lines = lines_of(app::drawn(screen, {columns, rows}, false) + "\n");
      INFO(columns << " columns, " << rows << " rows");
      CHECK(lines.size() == rows);
      for (const std::string& line : lines) CHECK(report::columns(line) <= columns);
    }
}

TEST_CASE("colours take no room") {
  const app::Screen screen = sample();
  std::string plain;
  for (const std::string& line : app::folded(app::drawn(screen, {80, 24}, true), 80)) {
    for (std::size_t at = 0; at < line.size();)
      if (line[at] == '\x1b') at = line.find('m', at) + 1;
      else plain += line[at++];
    plain += "\n";
  }
  CHECK(plain == app::drawn(screen, {80, 24}, false) + "\n");
}

TEST_CASE("what does not fit is scrolled to") {
  app::Screen screen = sample();
  const app::Size size{40, 16};
  const app::Window window = app::window(screen, size);
  REQUIRE(window.last > 0);
  CHECK_THAT(app::drawn(screen, size, false), ContainsSubstring("more lines"));
  screen.scroll = window.last;
  CHECK(app::drawn(screen, size, false).find("more lines") == std::string::npos);
  screen.scroll = 1000;
  CHECK(app::drawn(screen, size, false) == (screen.scroll = window.last, app::drawn(screen, size, false)));
}

TEST_CASE("the editor's line is that of the student's own file") {
  course::Grade grade = sample_grade();
  grade.labs.front().steps.front().builds.clear();
  const app::Position at = sample().at;
  CHECK(app::spot_of(at, nullptr).file == "pipe/3-relay/relay.cpp");
  CHECK(app::spot_of(at, nullptr).line == 0);
  std::vector<course::GradedCheck> checks_of_all;
  for (const auto& lab : grade.labs)
    for (const auto& step : lab.steps) checks_of_all.insert(checks_of_all.end(), step.checks.begin(), step.checks.end());
  auto& checks = grade.labs.front().steps.front().checks;
  checks.clear();
  std::copy_if(checks_of_all.begin(), checks_of_all.end(), std::back_inserter(checks), [](const auto& check) { return check.result.check == "ends-with-input"; });
  REQUIRE(checks.size() == 1);
  CHECK(app::spot_of(at, &grade).line == 41);
  checks.front().result.finding->at = check::Place{"copy.hpp", 21, "copy"};  // given: not theirs to open
  CHECK(app::spot_of(at, &grade).line == 41);                                // the line that waits
  checks.front().result.finding->waiting.clear();
  CHECK(app::spot_of(at, &grade).line == 0);
}

TEST_CASE("a terminal of another size is drawn to its size") {
  const Student student;
  TerminalRun watch(student.checkout, {.columns = 40});
  watch.sees(kDone);
  CHECK(watch.emulator().lost() == 0);
  watch.resize(30, 80);
  watch.sees("n next  p before  l course  r rerun  e edit");  // on one line
  watch.resize(12, 40);
  watch.sees("more lines");
  watch.type("\x1b[F");
  watch.sees("the rest", [](const std::string& screen) { return screen.find("more lines") == std::string::npos && screen.find("pipe · step 1") != std::string::npos; });
  watch.resize(5, 20);
  watch.sees("leave");
  CHECK(watch.emulator().lost() == 0);
}

TEST_CASE("colours are left out for who wants none") {
  const Student student;
  TerminalRun plain(student.checkout, {.environment = {{"NO_COLOR", "1"}}}), coloured(student.checkout);
  plain.sees(kDone);
  coloured.sees(kDone);
  CHECK(plain.raw().find("\x1b[31m") == std::string::npos);
  CHECK(plain.raw().find("\x1b[2m") == std::string::npos);
  CHECK(coloured.raw().find("\x1b[31m") != std::string::npos);
}
