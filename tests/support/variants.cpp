#include "support/variants.hpp"

#include "course/weave.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <sys/eventfd.h>
#include <thread>

namespace ipclab::tests {
namespace {

namespace fs = std::filesystem;

std::string read_or_throw(const fs::path& file) {
  auto text = posix::read_file(file.string());
  if (!text) throw posix::Error("open", file.string());
  return std::move(*text);
}

std::vector<fs::path> sorted_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void add_alternatives(const course::Lab& lab, const course::Step& step, const course::Program& program, std::vector<Variant>& all) {
  const fs::path folder = the_course().root() / "tests/course/alternatives" / lab.id / step.folder;
  for (const auto& [name, kind] : {std::pair{"right", Variant::Kind::right}, {"wrong", Variant::Kind::wrong}})
    for (const fs::path& file : sorted_files(folder / name))
      all.push_back({lab.id + "/" + program.name + ": " + name + "/" + file.stem().string(), &lab, &program, kind, "", read_or_throw(file)});
}

template <class Visit>
void each_program(const Visit& visit) {
  for (const course::Lab* lab : labs_to_try())
    for (const course::Step& step : lab->steps)
      for (const course::Program& program : step.programs)
        if (!program.given) visit(*lab, step, program);
}

}  // namespace

const course::Catalog& the_course() {
  static const course::Catalog catalog(course::find_root());
  return catalog;
}

std::vector<const course::Lab*> labs_to_try() {
  const char* only = std::getenv("IPCLAB_LAB");
  std::vector<const course::Lab*> labs;
  for (const course::Lab& lab : the_course().labs())
    if (only == nullptr || lab.id == only) labs.push_back(&lab);
  if (labs.empty()) throw posix::Error("IPCLAB_LAB", only, ENOENT);
  return labs;
}

std::vector<Variant> woven_variants() {
  std::vector<Variant> all;
  each_program([&](const course::Lab& lab, const course::Step&, const course::Program& program) {
    const fs::path file = the_course().root() / "solutions" / lab.id / program.file;
    const std::string master = read_or_throw(file), name = lab.id + "/" + program.name + ": ";
    all.push_back({name + "solution", &lab, &program, Variant::Kind::solution, "", course::weave(master, course::kNoBug, program.file)});
    std::set<std::string> bugs;
    for (const course::Region& region : course::regions(master, program.file)) bugs.insert(region.bug);
    for (const std::string& bug : bugs)
      all.push_back({name + bug, &lab, &program, Variant::Kind::mutant, bug, course::weave(master, std::set<std::string>{bug}, program.file)});
    all.push_back({name + "skeleton", &lab, &program, Variant::Kind::skeleton, "", course::weave(master, course::kEveryBug, program.file)});
  });
  return all;
}

std::vector<Variant> alternatives() {
  std::vector<Variant> all;
  each_program([&](const course::Lab& lab, const course::Step& step, const course::Program& program) { add_alternatives(lab, step, program, all); });
  return all;
}

fs::path build_folder(const Variant& variant) {
  std::string slot = variant.name;
  std::replace(slot.begin(), slot.end(), '/', '_');
  std::replace(slot.begin(), slot.end(), ' ', '_');
  return fs::read_symlink("/proc/self/exe").parent_path() / "built-variants" / slot;
}

namespace {

template <class Visit>
void each_check(const course::Grade& grade, const Visit& visit) {
  for (const course::GradedLab& lab : grade.labs)
    for (const course::GradedStep& step : lab.steps)
      for (const course::GradedCheck& check : step.checks) visit(check);
}

std::map<std::string, course::GradedCheck> grade_as(const Variant& variant, const world::Isolation& isolation, const std::set<std::string>& only, course::GradingOptions options) {
  const TemporaryFolder tree;
  tree.write(fs::path(variant.lab->id) / variant.program->file, variant.source);
  options.tree = {tree.path(), "variant", "variant"};
  options.jobs = static_cast<int>(std::thread::hardware_concurrency());
  options.build_folder = build_folder(variant);
  std::vector<std::string> what;
  for (const std::string& check : only) what.push_back(variant.lab->id + "/" + check);
  if (what.empty()) what.push_back(variant.lab->id + "/" + variant.program->name);
  const auto chosen = course::choose(the_course(), what);
  const course::Grade grade = course::grade(the_course(), chosen, isolation, options);
  std::map<std::string, course::GradedCheck> verdicts;
  each_check(grade, [&](const course::GradedCheck& check) { verdicts[check.result.check] = check; });
  return verdicts;
}

}  // namespace

std::map<std::string, course::GradedCheck> grade_variant(const Variant& variant, const world::Isolation& isolation, const std::set<std::string>& only,
                                                         const schedule::Depth& depth) {
  course::GradingOptions options;
  options.depth = depth;
  return grade_as(variant, isolation, only, std::move(options));
}

std::map<std::string, course::GradedCheck> grade_until_one_fails(const Variant& variant, const world::Isolation& isolation, const schedule::Depth& depth) {
  const posix::Fd stop(::eventfd(0, EFD_CLOEXEC));
  if (!stop.open()) throw posix::Error("eventfd");
  course::GradingOptions options;
  options.depth = depth;
  options.stop_fd = stop.get();
  options.partial = [&](const course::Grade& grade) {
    each_check(grade, [&](const course::GradedCheck& check) {
      if (check.result.verdict == check::Verdict::failed && ::eventfd_write(stop.get(), 1) != 0) throw posix::Error("eventfd_write");
    });
  };
  return grade_as(variant, isolation, {}, std::move(options));
}

bool long_form() {
  const char* how = std::getenv("IPCLAB_SOAK");
  return how != nullptr && std::string_view(how) == "full";
}

std::set<std::string> checks_that_catch(const course::Lab& lab, const std::string& bug) {
  std::set<std::string> found;
  for (const check::Check& check : lab.promises->checks)
    for (const check::Catch& one : check.catches)
      if (one.bug == bug) found.insert(std::string(check.id));
  return found;
}

std::set<std::string> checks_that_build_on(const course::Lab& lab, const std::set<std::string>& checks) {
  std::set<std::string> found, reached = checks;
  for (bool more = true; more;) {
    more = false;
    for (const check::Check& check : lab.promises->checks)
      for (const auto& need : check.needs)
        if (reached.contains(std::string(need)) && reached.insert(std::string(check.id)).second) more = found.insert(std::string(check.id)).second;
  }
  return found;
}

std::string describe(const course::GradedCheck& graded) {
  std::string text = std::string(name(graded.result.verdict)) + " " + graded.result.because;
  if (graded.result.finding) {
    text += graded.result.finding->happened;
    for (const std::string& note : graded.result.finding->notes) text += " | " + note;
    if (graded.result.finding->actual) text += " | printed: " + *graded.result.finding->actual;
  }
  return text;
}

}  // namespace ipclab::tests
