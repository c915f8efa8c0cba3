#include "course/skeleton.hpp"

#include "course/weave.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

#include <algorithm>

namespace fs = std::filesystem;

namespace ipclab::course {
namespace {

std::string whole(const fs::path& file) {
  auto text = posix::read_file(file.string());
  if (!text) throw posix::Error("open", file.string());
  return std::move(*text);
}

std::string below(const fs::path& file, const fs::path& folder) { return file.lexically_relative(folder).string(); }

}  // namespace

std::vector<SkeletonFile> skeleton(const fs::path& root, const Lab& lab) {
  std::vector<SkeletonFile> files;
  const fs::path masters = root / "solutions" / lab.id;
  for (const Step& step : lab.steps) {
    for (const std::string& name : step.own)
      files.push_back(
          {lab.id + "/" + name, weave(whole(masters / name), kEveryBug, "solutions/" + lab.id + "/" + name), step.number, false});
    for (const std::string& name : step.given) files.push_back({lab.id + "/" + name, whole(masters / name), step.number, true});
  }
  return files;
}

std::vector<std::string> differences(const fs::path& root, const Lab& lab) {
  std::vector<std::string> found;
  const auto files = skeleton(root, lab);
  for (const SkeletonFile& file : files) {
    const auto there = posix::read_file((root / "labs" / file.name).string());
    if (!there) found.push_back(file.name + " is missing");
    else if (*there != file.text) found.push_back(file.name + " differs");
  }
  std::error_code ignored;
  for (fs::recursive_directory_iterator entry(root / "labs" / lab.id, ignored), end; entry != end; entry.increment(ignored)) {
    if (entry.depth() == 0 && entry->path().filename() == "experiments") entry.disable_recursion_pending();  // see course/experiments.hpp
    if (entry->is_directory() || entry.depth() == 0) continue;
    const std::string name = below(entry->path(), root / "labs");
    if (std::none_of(files.begin(), files.end(), [&](const SkeletonFile& file) { return file.name == name; }))
      found.push_back(name + " has no master");
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace ipclab::course
