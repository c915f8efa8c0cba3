// ipclab weave: labs/ from solutions/, for authors.
#include "app/app.hpp"
#include "app/commands.hpp"
#include "app/terminal.hpp"
#include "course/skeleton.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

int compare(const course::Catalog& catalog) {
  std::string text;
  for (const course::Lab& lab : catalog.labs())
    for (const std::string& line : course::differences(catalog.root(), lab)) text += "labs/" + line + "\n";
  print(text.empty() ? "labs/ is the weave of solutions/.\n" : text);
  return text.empty() ? kAllPassed : kFailed;
}

}  // namespace

int weave(const WeaveOptions& options) {
  const course::Catalog catalog(course::find_root());
  if (options.check) return compare(catalog);
  std::string text;
  for (const course::Lab& lab : catalog.labs())
    for (const course::SkeletonFile& file : course::skeleton(catalog.root(), lab)) {
      const fs::path place = catalog.root() / "labs" / file.name;
      if (posix::read_file(place.string()) == file.text) continue;
      std::error_code trouble;
      fs::create_directories(place.parent_path(), trouble);
      if (trouble) throw posix::Error("mkdir", place.parent_path().string(), trouble.value());
      posix::replace_file(place.string(), file.text);
      text += "labs/" + file.name + "\n";
    }
  print(text.empty() ? "labs/ was the weave of solutions/ already.\n" : text);
  return kAllPassed;
}

}  // namespace ipclab::app
