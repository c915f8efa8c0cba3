#include "course/experiments.hpp"

#include "course/selection.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>

namespace fs = std::filesystem;

namespace ipclab::course {
namespace {

constexpr std::string_view kFolder = "experiments";
constexpr std::string_view kEnding = ".cpp";

// "pipe/experiments/full.cpp", sorted: whatever lies in the folders of that name in a tree like labs/.
std::vector<std::string> files_in(const fs::path& tree) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (fs::directory_iterator path(tree, ignored), end; path != end; path.increment(ignored))
    for (fs::directory_iterator file(path->path() / kFolder, ignored), last; file != last; file.increment(ignored))
      files.push_back(file->path().lexically_relative(tree).string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string experiment_file(std::string_view path, std::string_view name) {
  return std::string(path) + "/" + std::string(kFolder) + "/" + std::string(name) + std::string(kEnding);
}

std::vector<SkeletonFile> experiments(const fs::path& root) {
  std::vector<SkeletonFile> all;
  for (const std::string& file : files_in(root / "solutions")) {
    auto text = posix::read_file((root / "solutions" / file).string());
    if (!text) throw posix::Error("open", (root / "solutions" / file).string());
    all.push_back({file, std::move(*text), 0, true});
  }
  return all;
}

std::vector<std::string> experiment_differences(const fs::path& root) {
  std::vector<std::string> found;
  const auto masters = experiments(root);
  for (const SkeletonFile& master : masters) {
    const auto there = posix::read_file((root / "labs" / master.name).string());
    if (!there) found.push_back(master.name + " is missing");
    else if (*there != master.text) found.push_back(master.name + " differs");
  }
  for (const std::string& file : files_in(root / "labs"))
    if (std::none_of(masters.begin(), masters.end(), [&](const SkeletonFile& master) { return master.name == file; }))
      found.push_back(file + " has no master");
  return found;
}

bool is_as_given(const fs::path& root, const std::string& file) {
  const auto master = posix::read_file((root / "solutions" / file).string());
  return master && posix::read_file((root / "labs" / file).string()) == master;
}

bool means_experiments(const Catalog& catalog, std::string_view what) {
  const auto parts = parts_of(what);
  if (parts.size() == 1) return catalog.lab(parts[0]) == nullptr && fs::is_directory(catalog.root() / "solutions" / parts[0] / kFolder);
  return parts.size() > 1 && parts[1] == kFolder;
}

std::vector<SkeletonFile> find_experiments(const Catalog& catalog, std::string_view what) {
  const auto parts = parts_of(what);
  const std::string path = parts.front() + "/" + std::string(kFolder) + "/";
  std::vector<SkeletonFile> found;
  std::vector<std::string> names;
  for (SkeletonFile& file : experiments(catalog.root())) {
    if (!file.name.starts_with(path)) continue;
    names.push_back(file.name.substr(path.size(), file.name.size() - path.size() - kEnding.size()));
    if (parts.size() < 3 || parts[2] == names.back() || parts[2] == names.back() + std::string(kEnding)) found.push_back(std::move(file));
  }
  if (!found.empty() && parts.size() <= 3) return found;
  if (names.empty()) throw Unknown("there are no experiments in `" + parts.front() + "`; ./ipclab walk --list shows where there are");
  const std::string near = parts.size() == 3 ? nearest(parts[2], names) : "";
  throw Unknown("no experiment `" + parts.back() + "` in " + parts.front() +
                (near.empty() ? "; they lie in labs/" + path : "; did you mean " + path + near + "?"));
}

Lab as_lab(const std::string& path, const std::string& name) {
  Lab lab;
  lab.id = path;
  Step& step = lab.steps.emplace_back();
  step.number = 1;
  step.name = step.folder = kFolder;
  step.programs.push_back({name, 1, false, experiment_file("", name).substr(1)});
  return lab;
}

}  // namespace ipclab::course
