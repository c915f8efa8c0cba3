// ipclab reset: a student's files as they were. What was there is kept first, then replaced.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/place.hpp"
#include "app/terminal.hpp"
#include "course/experiments.hpp"
#include "course/progress.hpp"
#include "course/selection.hpp"
#include "course/skeleton.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

using course::SkeletonFile;
using course::What;

bool means(const What& what, const SkeletonFile& file) {
  if (what.step != nullptr && what.step->number != file.step) return false;
  const std::string program(what.program != nullptr ? what.program->name : what.check != nullptr ? what.check->program : "");
  return program.empty() || file.name.ends_with("/" + program + ".cpp");
}

std::string now_as_name() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d-%H%M%S", &parts);
  return text.data();
}

// A new folder for this reset, also when there was another one in the same second.
fs::path new_kept_folder(const fs::path& root) {
  const fs::path kept = state_folder(root) / "kept";
  std::error_code trouble;
  fs::create_directories(kept, trouble);
  if (trouble) throw posix::Error("mkdir", kept.string(), trouble.value());
  const std::string name = now_as_name();
  for (int number = 1;; ++number) {
    const fs::path folder = kept / (number == 1 ? name : name + "-" + std::to_string(number));
    if (fs::create_directory(folder, trouble)) return folder;
    if (trouble) throw posix::Error("mkdir", folder.string(), trouble.value());
  }
}

void make_folders(const fs::path& folder) {
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  if (trouble) throw posix::Error("mkdir", folder.string(), trouble.value());
}

// A regular file is copied whole before anything else happens; anything else (a folder, a FIFO, a link, what cannot be
// read) is moved.
void keep(const fs::path& file, const fs::path& to) {
  make_folders(to.parent_path());
  struct stat info {};
  if (::lstat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode))
    if (const auto from = posix::try_open(file.string(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW))
      return posix::replace_file(to.string(), posix::read_all(from->get()), info.st_mode & 0777U);
  std::error_code trouble;
  fs::rename(file, to, trouble);
  if (trouble) throw posix::Error("rename", file.string(), trouble.value());
}

bool is_as_given(const fs::path& file, const std::string& text) {
  struct stat info {};
  return ::lstat(file.c_str(), &info) == 0 && S_ISREG(info.st_mode) && posix::read_file(file.string()) == text;
}

// The file was another program's when its checks were last run.
void forget_checks(const course::Lab& lab, const SkeletonFile& file, course::Progress& progress) {
  for (const check::Check& check : lab.promises->checks)
    if (file.name.ends_with("/" + std::string(check.program) + ".cpp")) progress.forget(lab.id, std::string(check.id));
}

struct Given {
  SkeletonFile file;
  const course::Lab* lab = nullptr;  // of which it is a step's
};

// What is meant, each file once: steps in the order of the course, then experiments. A whole lab means its experiments, too.
std::vector<Given> find_files(const course::Catalog& catalog, const std::vector<std::string>& texts) {
  std::vector<What> whats;
  std::set<std::string> experiments;
  for (const std::string& text : texts) {
    if (course::means_experiments(catalog, text)) {
      for (const SkeletonFile& file : course::find_experiments(catalog, text)) experiments.insert(file.name);
    } else {
      whats.push_back(course::find_what(catalog, text));
    }
  }
  std::vector<Given> files;
  for (const course::Lab& lab : catalog.labs()) {
    if (std::none_of(whats.begin(), whats.end(), [&](const What& one) { return one.lab == &lab; })) continue;
    for (const SkeletonFile& file : course::skeleton(catalog.root(), lab))
      if (std::any_of(whats.begin(), whats.end(), [&](const What& one) { return one.lab == &lab && means(one, file); })) files.push_back({file, &lab});
  }
  const auto of_whole_lab = [&](const SkeletonFile& file) {
    return std::any_of(whats.begin(), whats.end(), [&](const What& one) { return one.step == nullptr && file.name.starts_with(one.lab->id + "/"); });
  };
  for (const SkeletonFile& file : course::experiments(catalog.root()))
    if (experiments.contains(file.name) || of_whole_lab(file)) files.push_back({file});
  return files;
}

}  // namespace

std::string reset_files(const course::Catalog& catalog, course::Progress& progress, const std::vector<std::string>& what) {
  const std::vector<Given> wanted = find_files(catalog, what);
  fs::path kept;  // made when the first file needs it
  std::string told;
  for (const auto& [file, lab] : wanted) {
    const fs::path place = catalog.root() / "labs" / file.name;
    if (is_as_given(place, file.text)) continue;
    if (fs::exists(fs::symlink_status(place))) {
      if (kept.empty()) kept = new_kept_folder(catalog.root());
      keep(place, kept / file.name);
    }
    make_folders(place.parent_path());
    posix::replace_file(place.string(), file.text);
    if (!file.given) forget_checks(*lab, file, progress);
    told += "  " + shown(place) + "\n";
  }
  if (told.empty()) return "Nothing to do: it is all as it was given.\n";
  return "Back as given:\n" + told + (kept.empty() ? "" : "What was there is kept in " + shown(kept) + "\n");
}

int reset(const ResetOptions& options) {
  const course::Catalog catalog(course::find_root());
  course::Progress progress(progress_file(catalog.root()));
  if (!progress.note().empty()) complain(progress.note());
  std::string told;
  {
    const Interrupts interrupts;  // each file is done whole
    told = reset_files(catalog, progress, options.what);
    try {
      progress.save();
    } catch (const posix::Error& trouble) {
      complain(std::string("progress is not kept: ") + trouble.what());
    }
  }
  print(told);
  return kAllPassed;
}

}  // namespace ipclab::app
