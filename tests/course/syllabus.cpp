// The syllabus's tables are made from the labs' data; this holds them equal. IPCLAB_APPROVE=1 rewrites them.
#include "course/catalog.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <cstdlib>
#include <fstream>
#include <numeric>

using namespace ipclab;
using namespace ipclab::course;

namespace {

std::string labs_table(const Catalog& catalog) {
  std::string text;
  for (const Lab& lab : catalog.labs()) {
    const int minutes = std::accumulate(lab.steps.begin(), lab.steps.end(), 0, [](int sum, const Step& step) { return sum + step.minutes; });
    text += "### " + lab.id + ": " + lab.title + " (" + std::to_string(minutes) + " min)\n\n" + lab.summary + "\n\n";
    if (!lab.prerequisites.empty()) text += "**Before it:** " + lab.prerequisites + "\n\n";
    text += "| step | min | mistakes | goal |\n|---|---|---|---|\n";
    for (const Step& step : lab.steps) {
      const auto bugs = std::count_if(lab.bugs.begin(), lab.bugs.end(), [&](const Bug& bug) { return bug.step == step.number; });
      text += "| " + std::to_string(step.number) + " `" + step.name + "`: " + step.title + " | " + std::to_string(step.minutes) + " | " + std::to_string(bugs) + " | " + step.goal + " |\n";
    }
  }
  return text;
}

std::string points_table(const Catalog& catalog) {
  std::string text = "| lab | step | checks | of them to be repaired | points |\n|---|---|---|---|---|\n";
  for (const Lab& lab : catalog.labs()) {
    int all = 0;
    for (const Step& step : lab.steps) {
      int checks = 0, broken = 0, points = 0;
      for (const check::Check& check : lab.promises->checks) {
        if (lab.step_of(check) != step.number) continue;
        ++checks;
        if (check.catches.empty()) continue;
        ++broken;
        points += check.weight;
      }
      all += points;
      text += "| " + lab.id + " | " + std::to_string(step.number) + " | " + std::to_string(checks) + " | " + std::to_string(broken) + " | " + std::to_string(points) + " |\n";
    }
    text += "| **" + lab.id + "** | all | | | **" + std::to_string(all) + "** |\n";
  }
  return text;
}

// The text with what stands between the marker line and the next end marker replaced.
std::string with_section(const std::string& text, const std::string& name, const std::string& table) {
  const auto marker = text.find("<!-- " + name + ":");
  REQUIRE(marker != std::string::npos);
  const auto begin = text.find('\n', marker) + 1;
  const auto end = text.find("<!-- end -->", begin);
  REQUIRE(end != std::string::npos);
  return text.substr(0, begin) + "\n" + table + "\n" + text.substr(end);
}

}  // namespace

TEST_CASE("the syllabus says what the labs' data says") {
  const Catalog catalog(tests::project_root());
  const std::string now = tests::text_of("syllabus.md");
  const std::string right = with_section(with_section(now, "labs", labs_table(catalog)), "points", points_table(catalog));
  const char* rewrite = std::getenv("IPCLAB_APPROVE");
  if (now != right && rewrite != nullptr && std::string(rewrite) == "1") {
    std::ofstream(tests::project_root() / "syllabus.md", std::ios::binary) << right;
    return;
  }
  CHECK(now == right);
}
