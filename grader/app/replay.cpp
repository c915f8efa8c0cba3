// ipclab replay: one check once more, in the very schedule that a token names.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/tree.hpp"
#include "course/grading.hpp"
#include "course/single.hpp"
#include "report/text.hpp"
#include "report/timeline.hpp"

namespace ipclab::app {
namespace {

using check::Verdict;

course::Single run(const course::Catalog& catalog, const course::Chosen& chosen, const schedule::Plan& plan, const course::Tree& tree) {
  Interrupts interrupts;
  course::SingleOptions options;
  options.tree = tree;
  options.build_folder = build_folder(catalog.root());
  options.stop_fd = interrupts.fd();
  options.traced = true;
  course::Single single = course::run_single(catalog, chosen, plan, world::probe(), options);
  if (single.interrupted) interrupts.forgive();
  return single;
}

// A report about this one check.
course::Grade grade_of(const course::Chosen& chosen, const check::CheckResult& result, const course::Tree& tree) {
  course::Grade grade;
  grade.tree = tree.shown;
  grade.own_tree = tree.origin == "labs";
  const course::Step& step = *chosen.lab->step(result.step);
  course::GradedCheck graded;
  graded.result = result;
  graded.catches = !chosen.check->catches.empty();
  course::GradedLab& lab = grade.labs.emplace_back();
  lab.id = chosen.lab->id;
  lab.title = chosen.lab->title;
  course::GradedStep& only = lab.steps.emplace_back();
  only.number = step.number;
  only.name = step.name;
  only.title = step.title;
  only.checks.push_back(std::move(graded));
  return grade;
}

// As a picture, with what came of it below; where there is none, as check tells it.
std::string told(const course::Chosen& chosen, const check::TrialReply& trial, const course::Tree& tree, const report::Style& style) {
  if (trial.timeline.empty()) return report::checks_report(grade_of(chosen, trial.result, tree), style);
  const std::string name = trial.result.lab + "/" + trial.result.check;
  return report::painted(style, report::Paint::strong, name) + "\n" + report::block(report::clean(trial.result.explored->held), 2, style.width) + "\n" +
         report::timeline_text(trial.timeline, trial.result, style);
}

int status_of(Verdict verdict) {
  if (verdict == Verdict::passed) return kAllPassed;
  return verdict == Verdict::failed ? kFailed : kNotKnown;
}

}  // namespace

int replay(const ReplayOptions& options) {
  const schedule::Token token = schedule::read_token(options.token);
  const course::Catalog catalog(course::find_root());
  const course::Chosen chosen = course::check_of(catalog, token);
  const course::Tree tree = tree_of(catalog.root(), options.dir, options.solutions);
  const course::Single single = run(catalog, chosen, token.plan, tree);
  if (single.interrupted) {
    complain("interrupted");
    return kInterrupted;
  }
  if (single.not_built) {
    complain(single.not_built->because);
    if (!single.not_built->log.empty()) posix::write_all(2, single.not_built->log);
    return kFailed;
  }
  const Verdict verdict = single.trial.result.verdict;
  const auto never = course::never_reached(single.trial);
  // What failed has failed, though it never came to where it was to be held.
  std::string text;
  if (never.empty() || verdict == Verdict::failed) text = told(chosen, single.trial, tree, style_for(1));
  for (const std::string& sentence : never) text += "not comparable: " + sentence + "\n";
  print(text);
  return !never.empty() && verdict == Verdict::passed ? kNotKnown : status_of(verdict);
}

}  // namespace ipclab::app
