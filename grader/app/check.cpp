// ipclab check
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/editors.hpp"
#include "app/keep.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "app/tree.hpp"
#include "course/grading.hpp"
#include "course/selection.hpp"
#include "course/skeleton.hpp"
#include "posix/error.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "world/isolation.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using course::Catalog;
using course::Chosen;
using course::Grade;

// A folder that somebody hands in need not hold every lab; it must hold those that were asked for.
std::vector<Chosen> choose_in(const Catalog& catalog, const CheckOptions& options, const course::Tree& tree) {
  std::vector<Chosen> chosen = course::choose(catalog, options.what);
  if (tree.origin != "dir") return chosen;
  const auto absent = [&](const Chosen& one) { return !fs::exists(tree.folder / one.lab->id); };
  if (options.what.empty()) chosen.erase(std::remove_if(chosen.begin(), chosen.end(), absent), chosen.end());
  if (chosen.empty() || absent(chosen.front()))
    throw course::Unknown(options.dir + " is not laid out like labs/: it has no folder " +
                          (chosen.empty() ? catalog.labs().front().id : chosen.front().lab->id) + "/");
  return chosen;
}

schedule::Depth depth_of(const CheckOptions& options) {
  using Level = schedule::Depth::Level;
  schedule::Depth depth;
  depth.level = options.explore == "walk" ? Level::walk : options.explore == "pairs" ? Level::pairs : Level::singles;
  depth.most = options.schedules.value_or(depth.most);
  depth.seed = options.seed.value_or(depth.seed);
  return depth;
}

// Checks build with the given files of the course: what somebody changed in theirs has no effect, and that puzzles.
void note_changed_given(Grade& grade, const Catalog& catalog, const std::vector<Chosen>& chosen, const course::Tree& tree) {
  if (tree.origin == "solutions") return;
  for (const course::Lab& lab : catalog.labs()) {
    const auto means = [&](const Chosen& one, int step) { return one.lab == &lab && one.lab->step_of(*one.check) == step; };
    if (std::none_of(chosen.begin(), chosen.end(), [&](const Chosen& one) { return one.lab == &lab; })) continue;
    for (const course::SkeletonFile& file : course::skeleton(catalog.root(), lab)) {
      if (!file.given || std::none_of(chosen.begin(), chosen.end(), [&](const Chosen& one) { return means(one, file.step); })) continue;
      const auto theirs = posix::read_file((tree.folder / file.name).string());
      if (theirs && *theirs != file.text) grade.notes.push_back(tree.shown + "/" + file.name + " is changed, which has no effect: checks build with the course's own.");
    }
  }
}

// A file is replaced in one step; what is no regular file (/dev/stdout, a FIFO) is written to.
void write_to(const std::string& file, const std::string& text) try {
  struct stat info {};
  if (::stat(file.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) posix::write_all(posix::open_file(file, O_WRONLY).get(), text);
  else posix::replace_file(file, text);
} catch (const posix::Error& trouble) {
  throw posix::Error("--output", file, trouble.number());
}

void deliver(const Grade& grade, const CheckOptions& options) {
  report::Style style;
  if (options.output.empty()) style = style_for(1);
  const std::string text =
      options.format == "json" ? report::json_report(grade, report::this_machine()) : report::text_report(grade, style);
  if (options.output.empty()) print(text);
  else write_to(options.output, text);
}

}  // namespace

int check(const CheckOptions& options) {
  const Catalog catalog(course::find_root());
  course::GradingOptions grading;
  grading.tree = tree_of(catalog.root(), options.dir, options.solutions);
  if (grading.tree.origin == "labs") write_compile_commands(catalog);
  const auto chosen = choose_in(catalog, options, grading.tree);
  Grade grade;
  {
    Interrupts interrupts;
    ProgressLine line;
    grading.depth = depth_of(options);
    grading.jobs = options.jobs > 0 ? options.jobs : report::this_machine().cpus;
    grading.build_folder = build_folder(catalog.root());
    grading.stop_fd = interrupts.fd();
    grading.progress = [&](int done, int total, const std::string& what) {
      line.show(std::to_string(done) + " of " + std::to_string(total) + "  " + what);
    };
    grade = course::grade(catalog, chosen, world::probe(), grading);
    line.clear();
    if (grade.interrupted) {
      interrupts.forgive();
      complain("interrupted; nothing is left running, and nothing is reported");
      return kInterrupted;
    }
    keep_logs(grade, catalog.root());
    if (grade.own_tree) keep_progress(grade, catalog.root());
    note_changed_given(grade, catalog, chosen, grading.tree);
  }
  deliver(grade, options);
  return grade.exit_code();
}

}  // namespace ipclab::app
