// ipclab run: the grader's build, the student's terminal.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "course/build.hpp"
#include "course/experiments.hpp"
#include "course/grade.hpp"
#include "course/selection.hpp"
#include "posix/error.hpp"
#include "report/text.hpp"
#include "world/isolation.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using course::Built;
using course::Diagnostic;

std::optional<Built> build(const course::Catalog& catalog, const course::Lab& lab, const course::Program& program) {
  Interrupts interrupts;
  course::BuildCache cache(build_folder(catalog.root()));
  course::Builder builder(catalog, {catalog.root() / "labs", "labs", "labs"}, cache);
  world::Pool pool(world::probe(), 1);
  std::optional<Built> result;
  builder.build(pool, lab, program, check::Build::plain, [&](Built built) { result = std::move(built); });
  if (pool.run(interrupts.fd())) return result;
  interrupts.forgive();
  return std::nullopt;
}

void tell_trouble(const Built& built) {
  complain(built.because);
  if (built.log.empty()) return;
  posix::write_all(2, built.log.ends_with('\n') ? built.log : built.log + "\n");
}

// A file of its own, so that ps(1) and gdb(1) name the program as the student does; where none can be written, memory.
std::string path_of(const course::Catalog& catalog, const course::Lab& lab, const Built& built) {
  const fs::path file = state_folder(catalog.root()) / "run" / lab.id / built.program->name;
  try {
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    posix::replace_file(file.string(), posix::read_all(built.executable.get()), 0755);
    return file.string();
  } catch (const posix::Error&) {
    return "/proc/self/fd/" + std::to_string(built.executable.get());
  }
}

[[noreturn]] void become(const std::string& path, const std::string& name, const std::vector<std::string>& args) {
  std::vector<char*> words;
  std::string first = name;
  words.push_back(first.data());
  std::vector<std::string> copies = args;
  for (std::string& word : copies) words.push_back(word.data());
  words.push_back(nullptr);
  // As in a check: freed and fresh memory holds a pattern (mallopt(3), M_PERTURB), so that luck hides less.
  ::setenv("GLIBC_TUNABLES", "glibc.malloc.perturb=165", 0);
  ::execv(path.c_str(), words.data());
  throw posix::Error("execv", path);
}

}  // namespace

int run_by_hand(const RunOptions& options) {
  const course::Catalog catalog(course::find_root());
  if (course::means_experiments(catalog, options.program))
    throw course::Unknown("experiments run closed in, as some of them would do harm here; ./ipclab walk --list shows them");
  const course::What what = course::find_what(catalog, options.program);
  if (what.program == nullptr) {
    std::string programs;
    for (const course::Step& step : what.lab->steps)
      for (const course::Program& program : step.programs)
        if (!program.given) programs += (programs.empty() ? "" : ", ") + what.lab->id + "/" + program.name;
    throw course::Unknown("`" + options.program + "` is no program; there are " + programs);
  }
  auto built = build(catalog, *what.lab, *what.program);
  if (!built) {
    complain("interrupted");
    return kInterrupted;
  }
  if (built->outcome != Built::Outcome::built) {
    tell_trouble(*built);
    return kFailed;
  }
  become(path_of(catalog, *what.lab, *built), what.program->name, options.args);
}

}  // namespace ipclab::app
