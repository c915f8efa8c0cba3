#include "app/results.hpp"

#include "course/selection.hpp"
#include "posix/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>

namespace fs = std::filesystem;

namespace ipclab::app {
namespace {

constexpr const char* kState = "grades.json";
constexpr std::size_t kLargestState = 256U << 20;

}  // namespace

Results::Results(fs::path folder) : folder_(std::move(folder)) {
  std::error_code trouble;
  fs::create_directories(folder_ / "students", trouble);
  if (trouble) throw posix::Error("mkdir", (folder_ / "students").string(), trouble.value());
  lock_ = posix::open_file(folder_.string(), O_RDONLY | O_DIRECTORY);
  if (::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0) return;
  if (errno != EWOULDBLOCK) throw posix::Error("flock", folder_.string());
  throw course::Unknown("another ipclab is writing its results to " + folder_.string() + " right now");
}

std::optional<report::Gradebook> Results::before() const {
  const fs::path file = folder_ / kState;
  std::error_code trouble;
  if (!fs::exists(fs::symlink_status(file, trouble))) return std::nullopt;
  if (const auto text = posix::read_file(file.string(), kLargestState))
    if (auto book = report::read_gradebook(*text)) return book;
  throw course::Unknown(file.string() + " is damaged, or not from ./ipclab grade; move it away, or name another folder with --output");
}

void Results::clear() const {
  std::error_code trouble;
  fs::remove(folder_ / kState, trouble);
  if (trouble) throw posix::Error("unlink", (folder_ / kState).string(), trouble.value());
  std::vector<fs::path> reports;
  for (fs::directory_iterator at(folder_ / "students", trouble); !trouble && at != fs::directory_iterator(); at.increment(trouble))
    if (at->path().extension() == ".json") reports.push_back(at->path());
  for (const fs::path& report : reports) fs::remove(report, trouble);
  if (trouble) throw posix::Error("unlink", (folder_ / "students").string(), trouble.value());
}

void Results::keep_report(const std::string& key, const std::string& text) const { posix::replace_file(report_file(key).string(), text); }

bool Results::has_report(const std::string& key) const {
  std::error_code trouble;
  return fs::is_regular_file(report_file(key), trouble);
}

void Results::keep(const report::Gradebook& book) const {
  posix::replace_file((folder_ / "grades.csv").string(), report::labs_csv(book));
  posix::replace_file((folder_ / "steps.csv").string(), report::steps_csv(book));
  posix::replace_file((folder_ / kState).string(), report::gradebook_json(book));
}

}  // namespace ipclab::app
