// The syllabus's tables are made from the labs' data; this holds them equal. IPCLAB_APPROVE=1 rewrites them.
#include "course/catalog.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <numeric>
#include <utility>

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
    if (&lab != &catalog.labs().back()) text += "\n";
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

int minutes_of(const Lab& lab, int last_step) {
  return std::accumulate(lab.steps.begin(), lab.steps.end(), 0,
                         [&](int sum, const Step& step) { return sum + (step.number <= last_step ? step.minutes : 0); });
}

int points_of(const Lab& lab, int last_step) {
  const auto& checks = lab.promises->checks;
  return std::accumulate(checks.begin(), checks.end(), 0, [&](int sum, const check::Check& check) {
    return sum + (check.catches.empty() || lab.step_of(check) > last_step ? 0 : check.weight);
  });
}

// With the reading: half as much again.
std::string hours(int minutes) {
  const int all = minutes * 3 / 2;
  return std::to_string(all / 60) + ":" + (all % 60 < 10 ? "0" : "") + std::to_string(all % 60);
}

std::string row(std::initializer_list<std::string> fields) {
  std::string text = "|";
  for (const std::string& field : fields) text += " " + field + " |";
  return text + "\n";
}

constexpr int kAllSteps = 1000;

// A lab a week; what takes no longer than a quarter of an hour goes with the one after it.
std::string term_table(const Catalog& catalog) {
  std::string text = row({"week", "lab", "minutes", "with reading (h)", "points"}) + "|---|---|---|---|---|\n";
  int week = 1, minutes = 0, points = 0;
  for (const Lab& lab : catalog.labs()) {
    const int here = minutes_of(lab, kAllSteps), worth = points_of(lab, kAllSteps);
    text += row({std::to_string(week), "`" + lab.id + "`: " + lab.title, std::to_string(here), hours(here), std::to_string(worth)});
    week += here > 15 ? 1 : 0;
    minutes += here;
    points += worth;
  }
  return text + row({"", "**all**", "**" + std::to_string(minutes) + "**", "**" + hours(minutes) + "**", "**" + std::to_string(points) + "**"});
}

// The first two steps of each lab, about half of the time on each day.
std::string weekend_table(const Catalog& catalog) {
  int all = 0, minutes = 0, points = 0;
  for (const Lab& lab : catalog.labs()) all += minutes_of(lab, 2);
  std::string text = row({"day", "lab", "steps", "minutes", "points"}) + "|---|---|---|---|---|\n";
  for (const Lab& lab : catalog.labs()) {
    std::string steps;
    for (const Step& step : lab.steps)
      if (step.number <= 2) steps += (steps.empty() ? "`" : ", `") + step.name + "`";
    const std::string day = minutes * 2 < all ? "Saturday" : "Sunday";
    text += row({day, "`" + lab.id + "`", steps, std::to_string(minutes_of(lab, 2)), std::to_string(points_of(lab, 2))});
    minutes += minutes_of(lab, 2);
    points += points_of(lab, 2);
  }
  return text + row({"", "**all**", "", "**" + std::to_string(minutes) + "**", "**" + std::to_string(points) + "**"});
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
  std::string right = now;
  for (const auto& [name, table] : {std::pair{"term", term_table(catalog)}, {"weekend", weekend_table(catalog)}, {"labs", labs_table(catalog)},
                                    {"points", points_table(catalog)}})
    right = with_section(right, name, table);
  const char* rewrite = std::getenv("IPCLAB_APPROVE");
  if (now != right && rewrite != nullptr && std::string(rewrite) == "1") {
    std::ofstream(tests::project_root() / "syllabus.md", std::ios::binary) << right;
    return;
  }
  CHECK(now == right);
}
