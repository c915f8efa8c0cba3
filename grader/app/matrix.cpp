// ipclab matrix: docs/matrix.md, for authors.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/tree.hpp"
#include "app/workers.hpp"
#include "course/grading.hpp"
#include "course/matrix.hpp"
#include "course/weave.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"
#include "report/machine.hpp"
#include "world/temporary.hpp"

#include <fmt/format.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

class Measuring {
 public:
  explicit Measuring(const course::Catalog& catalog) : catalog_(catalog), isolation_(world::probe()) {
    const report::Machine machine = report::this_machine();
    measures_.machine = fmt::format("{}, {}, {} processors, tier {}", machine.kernel.substr(0, machine.kernel.find('-')), machine.architecture, machine.cpus, name(isolation_.tier));
  }

  // False when it was interrupted, or something did not come out as the labs' data says.
  bool run() {
    for (const course::Lab& lab : catalog_.labs()) {
      complain("measuring " + lab.id);
      if (!solutions(lab)) return false;
      for (const course::Bug& bug : lab.bugs)
        if (!mutant(lab, bug)) return false;
    }
    return true;
  }

  [[nodiscard]] const course::Measures& measures() const { return measures_; }

 private:
  bool solutions(const course::Lab& lab) {
    const auto grade = graded({catalog_.root() / "solutions", "solutions", "solutions"}, lab.id);
    if (!grade) return false;
    for (const course::GradedStep& step : grade->labs.front().steps)
      for (const course::GradedCheck& check : step.checks) {
        if (check.result.verdict != check::Verdict::passed) return differs(check, "the solution does not keep it");
        measures_.checks[lab.id + "/" + check.result.check] = measured(check);
      }
    return true;
  }

  bool mutant(const course::Lab& lab, const course::Bug& bug) {
    const world::TemporaryFolder tree;
    for (const std::string& file : lab.step(bug.step)->own) {
      const fs::path to = fs::path(tree.path()) / lab.id / file;
      const std::string from = (catalog_.root() / "solutions" / lab.id / file).string();
      const auto master = posix::read_file(from);
      if (!master) throw posix::Error("open", from);
      fs::create_directories(to.parent_path());
      posix::replace_file(to.string(), course::weave(*master, std::set<std::string>{bug.id}, file));
    }
    const auto grade = graded({tree.path(), "mutant", "mutant"}, lab.id + "/" + bug.check);
    if (!grade) return false;
    for (const course::GradedStep& step : grade->labs.front().steps)
      for (const course::GradedCheck& check : step.checks) {
        if (check.result.check != bug.check) continue;
        if (check.result.verdict != check::Verdict::failed) return differs(check, "the mistake " + bug.id + " is not found");
        measures_.bugs[lab.id + "/" + bug.id] = measured(check);
      }
    return true;
  }

  std::optional<course::Grade> graded(course::Tree tree, const std::string& what) {
    course::GradingOptions options;
    options.tree = std::move(tree);
    options.jobs = 1;  // one trial at a time: nothing else takes its time
    options.build_folder = build_folder(catalog_.root()) / "matrix";
    options.stop_fd = interrupts_.fd();
    course::Grade grade = course::grade(catalog_, course::choose(catalog_, {what}), isolation_, options);
    if (grade.interrupted) complain("interrupted");
    return grade.interrupted ? std::nullopt : std::optional(std::move(grade));
  }

  static course::Measured measured(const course::GradedCheck& check) {
    return {check.result.explored ? check.result.explored->schedules : 0, check.result.ms / 1000};
  }

  static bool differs(const course::GradedCheck& check, const std::string& how) {
    complain(fmt::format("{}/{}: {} ({})", check.result.lab, check.result.check, how, name(check.result.verdict)));
    return false;
  }

  const course::Catalog& catalog_;
  const world::Isolation isolation_;
  Interrupts interrupts_;
  course::Measures measures_;
};

}  // namespace

int matrix(const MatrixOptions&) {
  const course::Catalog catalog(course::find_root());
  Measuring measuring(catalog);
  if (!measuring.run()) return kFailed;
  posix::replace_file((catalog.root() / "docs/matrix.md").string(),
                      course::matrix_page(catalog, course::undecided_when_reduced(catalog), measuring.measures()));
  print("docs/matrix.md\n");
  return kAllPassed;
}

}  // namespace ipclab::app
