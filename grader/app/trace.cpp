// ipclab trace: a check as a picture.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/tree.hpp"
#include "course/exploration.hpp"
#include "course/traced.hpp"
#include "report/machine.hpp"
#include "report/timeline.hpp"
#include "schedule/token.hpp"

#include <fmt/format.h>

namespace ipclab::app {
namespace {

using check::Verdict;
using course::Chosen;
using course::Traced;
using course::Unknown;

// The one check that is meant.
Chosen one_check(const course::Catalog& catalog, const std::string& text) {
  const course::What what = course::find_what(catalog, text);
  if (what.check != nullptr) return {what.lab, what.check};
  std::vector<const check::Check*> checks;
  for (const check::Check& check : what.lab->promises->checks) {
    const bool meant = what.program != nullptr ? check.program == what.program->name
                                               : what.step == nullptr || what.lab->step_of(check) == what.step->number;
    if (meant) checks.push_back(&check);
  }
  if (checks.size() == 1) return {what.lab, checks.front()};
  std::string names;
  for (const check::Check* check : checks) names += (names.empty() ? "" : ", ") + what.lab->id + "/" + std::string(check->id);
  throw Unknown("trace draws one check; " + text + (checks.empty() ? " has none" : " has " + names));
}

std::string heading(const Chosen& chosen, const report::Style& style) {
  const std::string text = chosen.lab->id + "/" + std::string(chosen.check->id) + ": " + std::string(chosen.check->program) + " " + std::string(chosen.check->says);
  return report::painted_block(style, report::Paint::strong, text);
}

int exit_code(Verdict verdict) {
  if (verdict == Verdict::passed) return kAllPassed;
  return verdict == Verdict::failed || verdict == Verdict::blocked ? kFailed : kNotKnown;
}

// What stands above the picture: which run it is, and how it was chosen.
std::string introduction(const Traced& traced, const std::string& name) {
  const auto& result = traced.result;
  const std::string order = course::schedule_in_words("What is drawn", *traced.plan, traced.trial->held);
  if (result.explored && !result.explored->token.empty()) return result.explored->held;
  if (result.verdict != Verdict::passed && !traced.shows_it())
    return fmt::format("{} {}, but in no order that can be drawn. What follows is a run that {}. {}", name, check::name(result.verdict),
                       check::name(traced.trial->result.verdict), order);
  if (result.explored) return fmt::format("It was kept in all {} schedules. {}", result.explored->schedules, order);
  return order;
}

std::string nothing_to_draw(const Traced& traced, const Chosen& chosen, const std::string& name) {
  if (chosen.check->build == check::Build::address)
    return fmt::format("{} {}; it looks for errors in memory, with a build that cannot be drawn: ./ipclab check {}", name, check::name(traced.result.verdict), name);
  return fmt::format("{} is {}: {}", name, check::name(traced.result.verdict), traced.result.because);
}

}  // namespace

std::string trace_text(const Chosen& chosen, const Traced& traced, const report::Style& style) {
  const std::string name = chosen.lab->id + "/" + std::string(chosen.check->id);
  std::string text = heading(chosen, style);
  if (!traced.trial) return text + report::block(nothing_to_draw(traced, chosen, name), 0, style.width);
  text += report::block(introduction(traced, name), 0, style.width) + "\n";
  text += report::timeline_text(traced.trial->timeline, traced.trial->result, style);
  if (traced.result.explored && !traced.result.explored->token.empty())
    text += "\nthe same run again: ./ipclab replay " + traced.result.explored->token + "\n";  // to be copied: in one line
  return text;
}

std::optional<Traced> run_with_progress(const course::Catalog& catalog, const Chosen& chosen, const course::Tree& tree) {
  Interrupts interrupts;
  ProgressLine line;
  course::GradingOptions grading;
  grading.tree = tree;
  grading.jobs = report::this_machine().cpus;
  grading.build_folder = build_folder(catalog.root());
  grading.stop_fd = interrupts.fd();
  grading.progress = [&](int done, int total, const std::string& what) {
    line.show(std::to_string(done) + " of " + std::to_string(total) + "  " + what);
  };
  Traced traced = course::run_traced(catalog, chosen, world::probe(), grading);
  line.clear();
  if (!traced.interrupted) return traced;
  interrupts.forgive();
  complain("interrupted; nothing is left running");
  return std::nullopt;
}

int trace(const TraceOptions& options) {
  if (options.what.find(':') != std::string::npos) return replay({options.what, options.dir, options.solutions});
  const course::Catalog catalog(course::find_root());
  const Chosen chosen = one_check(catalog, options.what);
  const auto traced = run_with_progress(catalog, chosen, tree_of(catalog.root(), options.dir, options.solutions));
  if (!traced) return kInterrupted;
  print(trace_text(chosen, *traced, style_for(1)));
  return exit_code(traced->result.verdict);
}

}  // namespace ipclab::app
