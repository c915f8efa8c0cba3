// The folder in which the results of a class are kept. Every file in it is replaced in one step, so whoever looks, and
// whoever goes on after a crash, finds the state of some moment, whole.
#pragma once
#include "posix/fd.hpp"
#include "report/gradebook.hpp"
#include <filesystem>
#include <optional>
#include <string>

namespace ipclab::app {

class Results {
 public:
  // Makes the folder if need be, and holds it: a second grader is refused. Throws posix::Error, course::Unknown.
  explicit Results(std::filesystem::path folder);

  // What lies there from before; nothing when nothing does. Throws course::Unknown: it is damaged, or not ours.
  [[nodiscard]] std::optional<report::Gradebook> before() const;
  // Forgets what lies there: all reports go.
  void clear() const;
  // One student's whole report. Throws posix::Error.
  void keep_report(const std::string& key, const std::string& text) const;
  // The tables and the state. Throws posix::Error.
  void keep(const report::Gradebook& book) const;
  [[nodiscard]] bool has_report(const std::string& key) const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // For a fork: lets go of the folder's lock, which stays with the one who made it.
  void let_go() { lock_.reset(); }

 private:
  [[nodiscard]] std::filesystem::path report_file(const std::string& key) const { return folder_ / "students" / (key + ".json"); }
  std::filesystem::path folder_;
  posix::Fd lock_;
};

}  // namespace ipclab::app
