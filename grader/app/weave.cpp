// ipclab weave: labs/ from solutions/, for authors.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/terminal.hpp"
#include "course/experiments.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

int compare(const course::Catalog& catalog) {
  std::string text;
  for (const course::Lab& lab : catalog.labs())
    for (const std::string& line : course::differences(catalog.root(), lab)) text += "labs/" + line + "\n";
  for (const std::string& line : course::experiment_differences(catalog.root())) text += "labs/" + line + "\n";
  print(text.empty() ? "labs/ is the weave of solutions/.\n" : text);
  return text.empty() ? kAllPassed : kFailed;
}

// Those that are not there yet as they should be; says which.
std::string write(const course::Catalog& catalog, const std::vector<course::SkeletonFile>& files) {
  std::string text;
  for (const course::SkeletonFile& file : files) {
    const fs::path place = catalog.root() / "labs" / file.name;
    if (posix::read_file(place.string()) == file.text) continue;
    std::error_code trouble;
    fs::create_directories(place.parent_path(), trouble);
    if (trouble) throw posix::Error("mkdir", place.parent_path().string(), trouble.value());
    posix::replace_file(place.string(), file.text);
    text += "labs/" + file.name + "\n";
  }
  return text;
}

}  // namespace

int weave(const WeaveOptions& options) {
  const course::Catalog catalog(course::find_root());
  if (options.check) return compare(catalog);
  std::string text;
  for (const course::Lab& lab : catalog.labs()) text += write(catalog, course::skeleton(catalog.root(), lab));
  text += write(catalog, course::experiments(catalog.root()));
  print(text.empty() ? "labs/ was the weave of solutions/ already.\n" : text);
  return kAllPassed;
}

}  // namespace ipclab::app
