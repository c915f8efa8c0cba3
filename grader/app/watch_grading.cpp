// Watch: running the checks, and what of them is shown and kept.
#include "app/keep.hpp"
#include "app/place.hpp"
#include "app/watch_loop.hpp"
#include "posix/error.hpp"
#include "report/machine.hpp"
#include "report/text.hpp"

namespace ipclab::app {
namespace {

constexpr auto kBetweenDrawings = std::chrono::milliseconds(50);  // of progress, which changes all the time

}  // namespace

// Another ipclab may have written meanwhile. What this screen shows counts, also before its run is over.
void Watch::load_progress() {
  progress_ = course::Progress(progress_file(catalog_.root()));
  screen_.repaired = repaired(*screen_.at.lab, progress_, screen_.at.step->number);
  screen_.bugs = bugs_of(*screen_.at.lab, screen_.at.step->number);
  screen_.newly_broken = newly_broken(*screen_.at.lab, progress_, screen_.at.step->number);
  if (const course::GradedStep* step = graded_step(screen_); step != nullptr && !screen_.before_save)
    for (const course::GradedCheck& check : step->checks) progress_.record(check.result);
}

void Watch::grade() {
  wanted_ = false;
  screen_.trouble.clear();
  screen_.before_save = true;
  screen_.running.emplace();
  draw();
  try {
    grade_once();
  } catch (const posix::Error& trouble) {
    screen_.grade.reset();
    screen_.trouble = std::string(trouble.what()) + ". ./ipclab doctor says what this machine can do.";
  }
  if (!editing_) screen_.running.reset();
}

void Watch::grade_once() {
  if (!isolation_) isolation_ = world::probe();
  course::GradingOptions options;
  options.tree = {catalog_.root() / "labs", "labs", "labs"};
  options.jobs = report::this_machine().cpus;
  options.build_folder = build_folder(catalog_.root());
  options.stop_fd = any_.get();
  options.attend = [this] {
    attend();
    return !stopping();
  };
  options.partial = [this](const course::Grade& known) { take_partial(known); };
  options.progress = [this](int done, int all, const std::string&) {
    screen_.running = Screen::Running{done, all};
    if (std::chrono::steady_clock::now() - drawn_at_ > kBetweenDrawings) draw();
  };
  course::Grade grade = course::grade(catalog_, course::choose(catalog_, {full_name(screen_.at)}), *isolation_, options);
  if (grade.interrupted) return;
  keep_logs(grade, catalog_.root());
  keep_progress(grade, catalog_.root());
  screen_.grade = std::move(grade);
  screen_.before_save = false;
  load_progress();
}

// A promise that is broken is shown at once; until then what was seen before the save stays.
void Watch::take_partial(const course::Grade& known) {
  if (known.labs.empty() || known.labs.front().steps.empty()) return;
  const course::GradedStep& step = known.labs.front().steps.front();
  const course::GradedCheck* first = report::first_unkept(step);
  if (step.builds.empty() && (first == nullptr || first->result.verdict != check::Verdict::failed)) return;
  screen_.grade = known;
  screen_.before_save = false;
  load_progress();
  for (course::GradedCheck& check : screen_.grade->labs.front().steps.front().checks)
    if (check.result.bug) check.hints_seen = progress_.hints_seen(check.result.lab, *check.result.bug);
  draw();
}

}  // namespace ipclab::app
