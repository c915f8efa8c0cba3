// ipclab explain: after the repair, what was wrong and why.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/tree.hpp"
#include "course/single.hpp"
#include "course/traced.hpp"
#include "course/weave.hpp"
#include "posix/error.hpp"
#include "report/machine.hpp"
#include "report/side_by_side.hpp"
#include "report/timeline.hpp"
#include "report/waiting.hpp"
#include "world/temporary.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using check::Verdict;
using course::Chosen;
using course::Unknown;
using report::Paint;

std::string full_name(const Chosen& chosen) { return chosen.lab->id + "/" + std::string(chosen.check->id); }

std::string master_of(const course::Catalog& catalog, const course::Lab& lab, const std::string& file) {
  auto text = posix::read_file((catalog.root() / "solutions" / lab.id / file).string());
  if (!text) throw posix::Error("open", (catalog.root() / "solutions" / lab.id / file).string());
  return std::move(*text);
}

// The bugs that the check catches, in the order of the lab.
std::vector<const course::Bug*> bugs_of(const Chosen& chosen) {
  std::vector<const course::Bug*> bugs;
  for (const course::Bug& bug : chosen.lab->bugs)
    if (std::any_of(chosen.check->catches.begin(), chosen.check->catches.end(), [&](const check::Catch& one) { return one.bug == bug.id; }))
      bugs.push_back(&bug);
  return bugs;
}

// The step as it would be with this one mistake in it, laid out like labs/.
void write_mutant(const course::Catalog& catalog, const course::Lab& lab, const course::Bug& bug, const fs::path& folder) {
  for (const std::string& file : lab.step(bug.step)->own) {
    fs::create_directories((folder / lab.id / file).parent_path());
    posix::replace_file((folder / lab.id / file).string(), course::weave(master_of(catalog, lab, file), std::set<std::string>{bug.id}, file));
  }
}

// Runs the check on programs with one mistake, and the schedule that shows it on the student's own.
class Demonstration {
 public:
  Demonstration(const course::Catalog& catalog, const Chosen& chosen, const report::Style& style)
      : catalog_(catalog), chosen_(chosen), style_(style), isolation_(world::probe()), own_(tree_of(catalog.root(), "", false)) {}

  // Nothing when it was interrupted.
  std::optional<std::string> of(const course::Bug& bug) {
    const world::TemporaryFolder folder;
    write_mutant(catalog_, *chosen_.lab, bug, folder.path());
    course::GradingOptions options;
    options.tree = {folder.path(), "the program with this mistake", "mutant"};
    options.jobs = report::this_machine().cpus;
    options.build_folder = build_folder(catalog_.root());
    options.stop_fd = interrupts_.fd();
    options.progress = [&](int done, int total, const std::string& what) { line_.show(std::to_string(done) + " of " + std::to_string(total) + "  " + what); };
    const course::Traced broken = course::run_traced(catalog_, chosen_, isolation_, options);
    line_.clear();
    if (broken.interrupted) return interrupted();
    if (broken.result.verdict != Verdict::failed || !broken.result.finding) return "";
    std::string text = report::block("With this mistake, and no other:", 2, style_.width);
    if (!broken.result.explored || broken.result.explored->token.empty() || !broken.trial) return text + in_words(*broken.result.finding);
    text += report::block(broken.result.explored->held, 4, style_.width) + "\n";
    text += report::timeline_text(broken.trial->timeline, broken.trial->result, style_);
    const auto repaired = own_program(*broken.plan);
    if (!repaired) return std::nullopt;
    return text + *repaired;
  }

 private:
  std::optional<std::string> interrupted() {
    interrupts_.forgive();
    return std::nullopt;
  }

  std::string in_words(const check::Finding& finding) const {
    return report::block(report::clean(finding.happened), 4, style_.width) + report::waiting_table(finding, 4, style_.width);
  }

  std::optional<std::string> own_program(const schedule::Plan& plan) {
    const course::Single single = course::run_single(catalog_, chosen_, plan, isolation_, {own_, build_folder(catalog_.root()), interrupts_.fd(), true});
    if (single.interrupted) return interrupted();
    const std::string same = "\n" + report::block("The same schedule on your program:", 2, style_.width);
    if (single.not_built) return same + report::block(single.not_built->because, 4, style_.width);
    const auto never = course::never_reached(single.trial);
    if (never.empty()) return same + "\n" + report::timeline_text(single.trial.timeline, single.trial.result, style_);
    std::string text = same;
    for (const std::string& sentence : never) text += report::block("not comparable: " + sentence + ".", 4, style_.width, 2);
    return text + report::block("With nobody held there it does this:", 4, style_.width) + "\n" +
           report::timeline_text(single.trial.timeline, single.trial.result, style_);
  }

  const course::Catalog& catalog_;
  const Chosen& chosen_;
  const report::Style& style_;
  world::Isolation isolation_;
  course::Tree own_;
  Interrupts interrupts_;
  ProgressLine line_;
};

}  // namespace

Chosen check_to_explain(const course::Catalog& catalog, const course::Progress& progress, const std::string& text) {
  const course::What what = course::find_what(catalog, text);
  if (what.check == nullptr)
    throw Unknown("explain wants a check, as `" + what.lab->id + "/" + std::string(what.lab->promises->checks.front().id) + "`; ./ipclab list " +
                  what.lab->id + " shows them");
  const Chosen chosen{what.lab, what.check};
  const std::string name = full_name(chosen);
  if (what.check->catches.empty()) throw Unknown(name + " was kept from the start: there is no mistake to explain");
  const auto last = progress.last(what.lab->id, std::string(what.check->id));
  if (!last) throw Unknown(fmt::format("{} has not been checked yet; ./ipclab check {} first", name, name));
  if (last->verdict != Verdict::passed)
    throw Unknown(fmt::format("{} {} the last time; the explanation opens when it has passed, and until then there is ./ipclab hint {}", name,
                              last->verdict == Verdict::failed ? "failed" : "was " + std::string(check::name(last->verdict)), name));
  return chosen;
}

std::string explain_text(const course::Catalog& catalog, const course::Lab& lab, const course::Bug& bug, const report::Style& style) {
  std::string text = report::painted_block(style, Paint::strong, fmt::format("{} ({})", bug.title, bug.id), 2);
  for (const std::string& file : lab.step(bug.step)->own)
    for (const course::Region& region : course::regions(master_of(catalog, lab, file), file))
      if (region.bug == bug.id) {
        text += "\n  " + report::painted(style, Paint::dim, file.substr(file.rfind('/') + 1)) + "\n";
        text += report::side_by_side(region.broken, region.repaired, 4, style);
      }
  text += "\n" + report::block(bug.why, 2, style.width);
  text += report::block("to read: " + bug.man, 2, style.width, 2);
  return text;
}

int explain(const ExplainOptions& options) {
  const course::Catalog catalog(course::find_root());
  const course::Progress progress(progress_file(catalog.root()));
  if (!progress.note().empty()) complain(progress.note());
  const Chosen chosen = check_to_explain(catalog, progress, options.check);
  const report::Style style = style_for(1);
  print(report::painted(style, Paint::strong, full_name(chosen)) + "\n" +
        report::block(std::string(chosen.check->program) + " " + std::string(chosen.check->says), 2, style.width));
  Demonstration demonstration(catalog, chosen, style);
  for (const course::Bug* bug : bugs_of(chosen)) {
    print("\n" + explain_text(catalog, *chosen.lab, *bug, style));
    const auto shown = demonstration.of(*bug);
    if (!shown) {
      complain("interrupted; nothing is left running");
      return kInterrupted;
    }
    if (!shown->empty()) print("\n" + *shown);
  }
  return kAllPassed;
}

}  // namespace ipclab::app
