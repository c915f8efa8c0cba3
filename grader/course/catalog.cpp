#include "course/catalog.hpp"

#include "course/prose.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace fs = std::filesystem;

namespace ipclab::course {
namespace {

template <class Things, class Same>
auto find(const Things& things, Same same) -> decltype(things.data()) {
  const auto found = std::find_if(things.begin(), things.end(), same);
  return found == things.end() ? nullptr : &*found;
}

// Regular files of a folder by name, sorted; nothing when it does not exist.
std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code trouble;
  fs::directory_iterator entries(folder, trouble);
  if (trouble == std::errc::no_such_file_or_directory) return names;
  if (trouble) throw posix::Error("opendir", folder.string(), trouble.value());
  for (const auto& entry : entries)
    if (const auto name = entry.path().filename().string(); entry.is_regular_file() && name.front() != '.') names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

// The student's program whose main() this given file holds; nothing when it is a program of its own.
Program* driven_by(Step& step, const std::string& stem) {
  for (Program& program : step.programs)
    if (!program.given && stem == program.name + "_main") return &program;
  return nullptr;
}

void add_programs(Step& step, const std::vector<std::string>& files, bool given) {
  for (const std::string& file : files) {
    const fs::path path(file);
    if (path.extension() != ".cpp") continue;
    if (Program* library = given ? driven_by(step, path.stem().string()) : nullptr; library != nullptr) library->driver = file;
    else step.programs.push_back({path.stem().string(), step.number, given, file});
  }
}

void add_files(Step& step, const fs::path& lab_folder) {
  for (const std::string& name : files_in(lab_folder / step.folder)) step.own.push_back(step.folder + "/" + name);
  for (const std::string& name : files_in(lab_folder / step.folder / "given")) step.given.push_back(step.folder + "/given/" + name);
  add_programs(step, step.own, false);
  add_programs(step, step.given, true);
}

// What the joined data must keep for anything else to make sense. The rest is proven by tests/course.
void hold_together(const Lab& lab, const std::string& file) {
  const auto fail = [&](const std::string& what) { throw Malformed(file, 0, what); };
  if (lab.steps.empty()) fail("the lab has no steps");
  for (const Step& step : lab.steps)
    if (step.own.empty()) fail("step " + std::to_string(step.number) + " has no master in solutions/" + lab.id + "/" + step.folder);
  for (const check::Check& check : lab.promises->checks) {
    const std::string id(check.id);
    if (lab.program(check.program) == nullptr)
      fail("check `" + id + "` is of program `" + std::string(check.program) + "`, which no step has");
    for (const auto& other : check.with)
      if (lab.program_of(check, other) == nullptr)
        fail("check `" + id + "` starts `" + std::string(other) + "`, which its step does not have");
    for (const auto& need : check.needs)
      if (lab.check(need) == nullptr) fail("check `" + id + "` needs `" + std::string(need) + "`, which does not exist");
  }
}

Lab join(const check::Lab& promises, const fs::path& root) {
  const std::string name = "grader/labs/" + std::string(promises.id) + ".yaml";
  const auto text = posix::read_file((root / name).string());
  if (!text) throw posix::Error("open", (root / name).string());
  Lab lab = read_prose(*text, name);
  lab.promises = &promises;
  lab.id = promises.id;
  for (Step& step : lab.steps) add_files(step, root / "solutions" / lab.id);
  hold_together(lab, name);
  return lab;
}

bool is_root(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "labs", ignored) && fs::is_directory(folder / "grader" / "labs", ignored);
}

fs::path upwards(fs::path folder) {
  for (; !is_root(folder); folder = folder.parent_path())
    if (folder == folder.parent_path()) return {};
  return folder;
}

}  // namespace

const Step* Lab::step(int number) const {
  return find(steps, [&](const Step& step) { return step.number == number; });
}

const Bug* Lab::bug(std::string_view name) const {
  return find(bugs, [&](const Bug& bug) { return bug.id == name; });
}

const check::Check* Lab::check(std::string_view name) const {
  return find(promises->checks, [&](const check::Check& check) { return check.id == name; });
}

const Program* Lab::program(std::string_view name) const {
  for (const Step& step : steps)
    if (const auto* own = find(step.programs, [&](const Program& p) { return !p.given && p.name == name; })) return own;
  return nullptr;
}

const Program* Lab::program_of(const check::Check& check, std::string_view name) const {
  const Step* here = step(step_of(check));
  return here == nullptr ? nullptr : find(here->programs, [&](const Program& p) { return p.name == name; });
}

int Lab::step_of(const check::Check& check) const {
  const Program* own = program(check.program);
  return own == nullptr ? 0 : own->step;
}

Catalog::Catalog(fs::path root, const std::vector<const check::Lab*>& labs) : root_(std::move(root)) {
  for (const check::Lab* lab : labs) labs_.push_back(join(*lab, root_));
  std::stable_sort(labs_.begin(), labs_.end(), [](const Lab& a, const Lab& b) { return a.order < b.order; });
}

const Lab* Catalog::lab(std::string_view id) const {
  return find(labs_, [&](const Lab& lab) { return lab.id == id; });
}

fs::path find_root() {
  if (const char* told = std::getenv("IPCLAB_ROOT"); told != nullptr && *told != '\0') {
    std::error_code trouble;
    const fs::path root = fs::canonical(told, trouble);
    if (trouble || !is_root(root)) throw posix::Error("IPCLAB_ROOT=" + std::string(told) + " holds no labs/ and grader/labs/", "", 0);
    return root;
  }
  std::error_code ignored;
  if (const auto self = posix::read_link("/proc/self/exe"))
    if (auto root = upwards(fs::path(*self).parent_path()); !root.empty()) return root;
  if (auto root = upwards(fs::current_path(ignored)); !root.empty()) return root;
  throw posix::Error("no IPC Lab here: no folder with labs/ and grader/labs/ above the program or the working directory", "", 0);
}

}  // namespace ipclab::course
