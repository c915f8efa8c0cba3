// The join of the course's three parts: masters, checks and prose. What is one truth in three places is proven to be.
#include "course/catalog.hpp"
#include "course/experiments.hpp"
#include "course/matrix.hpp"
#include "course/skeleton.hpp"
#include "course/weave.hpp"
#include "support/catch.hpp"
#include "support/source_text.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace ipclab;
using namespace ipclab::course;
using Wrong = std::vector<std::string>;

namespace {

const Catalog& catalog() {
  static const Catalog read(tests::project_root());
  return read;
}

// Bug -> steps in whose masters it has a region.
std::map<std::string, std::set<int>> regions_of(const Lab& lab) {
  std::map<std::string, std::set<int>> found;
  for (const Step& step : lab.steps)
    for (const std::string& name : step.own) {
      const std::string file = "solutions/" + lab.id + "/" + name;
      for (const Region& region : regions(tests::text_of(file), file)) found[region.bug].insert(step.number);
    }
  return found;
}

// A subject that has a path to walk and no lab.
bool holds_experiments_only(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename() != "experiments") return false;
  return true;
}

}  // namespace

TEST_CASE("the course has labs") { CHECK_FALSE(catalog().labs().empty()); }

TEST_CASE("every region has its row, and every row a region in its step") {
  Wrong wrong;
  for (const Lab& lab : catalog().labs()) {
    const auto found = regions_of(lab);
    for (const auto& [bug, steps] : found)
      if (lab.bug(bug) == nullptr) wrong.push_back(lab.id + "/" + bug + " has a region and no row");
    for (const Bug& bug : lab.bugs)
      if (const auto at = found.find(bug.id); at == found.end() || at->second != std::set<int>{bug.step})
        wrong.push_back(lab.id + "/" + bug.id + " has no region in step " + std::to_string(bug.step) + " alone");
  }
  CHECK(wrong == Wrong{});
}

TEST_CASE("given files hold no bugs") {
  for (const Lab& lab : catalog().labs())
    for (const Step& step : lab.steps)
      for (const std::string& name : step.given) CHECK(regions(tests::text_of("solutions/" + lab.id + "/" + name), name).empty());
}

TEST_CASE("every bug names a primary check of its step, and that check catches it") {
  Wrong wrong;
  for (const Lab& lab : catalog().labs())
    for (const Bug& bug : lab.bugs) {
      const check::Check* check = lab.check(bug.check);
      const auto catches = [&](const check::Catch& one) { return one.bug == bug.id; };
      if (check == nullptr) wrong.push_back(lab.id + "/" + bug.id + ": no check " + bug.check);
      else if (lab.step_of(*check) != bug.step) wrong.push_back(lab.id + "/" + bug.id + ": " + bug.check + " is of another step");
      else if (std::none_of(check->catches.begin(), check->catches.end(), catches)) wrong.push_back(lab.id + "/" + bug.check + " does not catch " + bug.id);
    }
  CHECK(wrong == Wrong{});
}

TEST_CASE("what a check catches is a bug of its step") {
  Wrong wrong;
  for (const Lab& lab : catalog().labs())
    for (const check::Check& check : lab.promises->checks)
      for (const check::Catch& one : check.catches)
        if (const Bug* bug = lab.bug(one.bug); bug == nullptr || bug->step != lab.step_of(check))
          wrong.push_back(lab.id + "/" + std::string(check.id) + " catches " + std::string(one.bug));
  CHECK(wrong == Wrong{});
}

TEST_CASE("a check builds on earlier checks of its own program") {
  Wrong wrong;
  for (const Lab& lab : catalog().labs())
    for (auto check = lab.promises->checks.begin(); check != lab.promises->checks.end(); ++check)
      for (const auto& need : check->needs) {
        const auto earlier = std::find_if(lab.promises->checks.begin(), check, [&](const check::Check& other) { return other.id == need; });
        if (earlier == check || earlier->program != check->program) wrong.push_back(lab.id + "/" + std::string(check->id) + " needs " + std::string(need));
      }
  CHECK(wrong == Wrong{});
}

TEST_CASE("hints are three and nothing that people read is empty") {
  Wrong wrong;
  const auto expect = [&](bool right, const std::string& what) {
    if (!right) wrong.push_back(what);
  };
  for (const Lab& lab : catalog().labs()) {
    expect(!lab.title.empty() && !lab.summary.empty(), lab.id + ": title or summary");
    for (const Step& step : lab.steps) expect(!step.title.empty() && !step.goal.empty() && step.minutes > 0, lab.id + ": a step's title, goal or minutes");
    for (const check::Check& check : lab.promises->checks)
      expect(!check.says.empty() && !check.man.empty() && check.weight >= 1 && check.weight <= 3 && check.scenario != nullptr, lab.id + "/" + std::string(check.id));
    for (const Bug& bug : lab.bugs) {
      expect(bug.hints.size() == 3 && !bug.title.empty() && !bug.man.empty() && !bug.notes.empty() && !bug.why.empty(), lab.id + "/" + bug.id);
      for (const std::string& hint : bug.hints) expect(!hint.empty(), lab.id + "/" + bug.id + ": an empty hint");
      expect(!bug.hints.empty() && bug.hints.front().find('?') != std::string::npos, lab.id + "/" + bug.id + ": the first hint is no question");
    }
  }
  CHECK(wrong == Wrong{});
}

TEST_CASE("names in a lab mean one thing") {
  for (const Lab& lab : catalog().labs()) {
    std::set<std::string> names;
    Wrong twice;
    const auto add = [&](const std::string& name) {
      if (!names.insert(name).second) twice.push_back(lab.id + "/" + name);
    };
    for (const Step& step : lab.steps) {
      add(std::to_string(step.number));
      for (const Program& program : step.programs)
        if (!program.given) add(program.name);
    }
    for (const check::Check& check : lab.promises->checks) add(std::string(check.id));
    CHECK(twice == Wrong{});
  }
}

TEST_CASE("steps are numbered from one and fit in half an hour, and the tools in five minutes") {
  for (const Lab& lab : catalog().labs())
    for (std::size_t i = 0; i < lab.steps.size(); ++i) {
      CHECK(lab.steps[i].number == static_cast<int>(i) + 1);
      CHECK(lab.steps[i].minutes >= (lab.order == 0 ? 5 : 10));
      CHECK(lab.steps[i].minutes <= 40);
    }
}

TEST_CASE("rows that the reduced tier may leave undecided are checks, and at most 15 in 100 of them") {
  std::size_t checks = 0;
  for (const Lab& lab : catalog().labs()) checks += lab.promises->checks.size();
  const std::set<std::string> skips = undecided_when_reduced(catalog());
  for (const std::string& row : skips) {
    INFO(row);
    const auto slash = row.find('/');
    const Lab* lab = catalog().lab(row.substr(0, slash));
    CHECK((lab != nullptr && lab->check(row.substr(slash + 1)) != nullptr));
  }
  CHECK(skips.size() * 100 <= checks * 15);
}

TEST_CASE("labs is the weave of solutions, with nothing missing and nothing else") {
  for (const Lab& lab : catalog().labs()) CHECK(differences(catalog().root(), lab) == Wrong{});
  CHECK(experiment_differences(catalog().root()) == Wrong{});
}

TEST_CASE("every folder of labs and solutions is a lab or has experiments only, and every lab has its README") {
  Wrong wrong;
  for (const char* tree : {"labs", "solutions"})
    for (const auto& entry : std::filesystem::directory_iterator(catalog().root() / tree))
      if (catalog().lab(entry.path().filename().string()) == nullptr && !holds_experiments_only(entry.path())) wrong.push_back(entry.path().string());
  for (const Lab& lab : catalog().labs()) {
    if (!std::filesystem::exists(catalog().root() / "labs" / lab.id / "README.md")) wrong.push_back(lab.id + " has no README.md");
    for (const auto& entry : std::filesystem::directory_iterator(catalog().root() / "solutions" / lab.id))
      if (entry.path().filename() != "experiments" &&
          std::none_of(lab.steps.begin(), lab.steps.end(), [&](const Step& step) { return step.folder == entry.path().filename(); }))
        wrong.push_back(entry.path().string());
  }
  CHECK(wrong == Wrong{});
}

TEST_CASE("a skeleton gives no answer away") {
  for (const Lab& lab : catalog().labs())
    for (const SkeletonFile& file : skeleton(catalog().root(), lab)) {
      INFO(file.name);
      CHECK(file.text.find("//[") == std::string::npos);
      CHECK(file.text.find("//|") == std::string::npos);
      for (const Bug& bug : lab.bugs) CHECK(file.text.find(bug.id) == std::string::npos);
    }
}
