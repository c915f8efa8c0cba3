#include "app/keep.hpp"

#include "app/place.hpp"
#include "course/progress.hpp"
#include "posix/error.hpp"
#include "posix/fd.hpp"

namespace fs = std::filesystem;

namespace ipclab::app {

using course::Grade;

void keep_logs(Grade& grade, const fs::path& root) {
  for (auto& lab : grade.labs)
    for (auto& step : lab.steps)
      for (auto& build : step.builds) {
        if (build.log.empty()) continue;
        const fs::path file = state_folder(root) / "log" / (lab.id + "-" + build.program + ".txt");
        try {
          std::error_code ignored;
          fs::create_directories(file.parent_path(), ignored);
          posix::replace_file(file.string(), build.log);
          build.log_file = shown(file);
        } catch (const posix::Error&) {
          build.log_file.clear();  // the report then shows the message itself
        }
      }
}

void keep_progress(Grade& grade, const fs::path& root) {
  course::Progress progress(progress_file(root));
  if (!progress.note().empty()) grade.notes.push_back(progress.note() + ".");
  for (auto& lab : grade.labs)
    for (auto& step : lab.steps)
      for (auto& check : step.checks) {
        progress.record(check.result);
        if (check.result.bug) check.hints_seen = progress.hints_seen(lab.id, *check.result.bug);
      }
  try {
    progress.save();
  } catch (const posix::Error& trouble) {
    grade.notes.push_back(std::string("Progress is not kept: ") + trouble.what() + ".");
  }
}

}  // namespace ipclab::app
